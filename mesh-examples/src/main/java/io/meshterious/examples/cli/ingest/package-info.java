// SPDX-License-Identifier: Apache-2.0
/** The commands about pipelines: running them, their rejects, their books, and how they score. */
@NullMarked
package io.meshterious.examples.cli.ingest;

import org.jspecify.annotations.NullMarked;
