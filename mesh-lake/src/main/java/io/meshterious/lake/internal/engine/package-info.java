// SPDX-License-Identifier: Apache-2.0
/** The SQL engine inside the process: its limits, its sessions, and the writing of its SQL. */
@NullMarked
package io.meshterious.lake.internal.engine;

import org.jspecify.annotations.NullMarked;
