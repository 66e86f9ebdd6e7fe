// SPDX-License-Identifier: Apache-2.0
/** Events from where they wait into snapshots of a table, beside what is written by hand. */
@NullMarked
package io.meshterious.bench.ingest;

import org.jspecify.annotations.NullMarked;
