// SPDX-License-Identifier: Apache-2.0
/** Which of several tables an event goes to. */
@NullMarked
package io.meshterious.ingest.internal.route;

import org.jspecify.annotations.NullMarked;
