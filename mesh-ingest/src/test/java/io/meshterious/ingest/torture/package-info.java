// SPDX-License-Identifier: Apache-2.0
/** Pipelines whose processes, brokers and networks fail. */
@NullMarked
package io.meshterious.ingest.torture;

import org.jspecify.annotations.NullMarked;
