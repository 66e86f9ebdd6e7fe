// SPDX-License-Identifier: Apache-2.0
/** The log of these tests, which can be read. */
@NullMarked
package io.meshterious.ingest.logs;

import org.jspecify.annotations.NullMarked;
