// SPDX-License-Identifier: Apache-2.0
/** Whether the books of pipelines are true. */
@NullMarked
package io.meshterious.ingest.books;

import org.jspecify.annotations.NullMarked;
