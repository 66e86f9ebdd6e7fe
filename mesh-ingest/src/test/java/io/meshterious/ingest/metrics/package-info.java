// SPDX-License-Identifier: Apache-2.0
/** Tests of the meters of pipelines. */
@NullMarked
package io.meshterious.ingest.metrics;

import org.jspecify.annotations.NullMarked;
