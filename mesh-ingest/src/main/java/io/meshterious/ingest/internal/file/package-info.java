// SPDX-License-Identifier: Apache-2.0
/** Files and folders as sources. */
@NullMarked
package io.meshterious.ingest.internal.file;

import org.jspecify.annotations.NullMarked;
