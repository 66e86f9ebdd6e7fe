// SPDX-License-Identifier: Apache-2.0
/** What pipelines do as meters of Micrometer, which must be on the class path for it. */
@NullMarked
package io.meshterious.ingest.metrics;

import org.jspecify.annotations.NullMarked;
