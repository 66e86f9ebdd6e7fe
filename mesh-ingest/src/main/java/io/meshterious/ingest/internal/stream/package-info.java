// SPDX-License-Identifier: Apache-2.0
/** Streams of RabbitMQ as sources. */
@NullMarked
package io.meshterious.ingest.internal.stream;

import org.jspecify.annotations.NullMarked;
