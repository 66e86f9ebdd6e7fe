// SPDX-License-Identifier: Apache-2.0
/** Streams of RabbitMQ as targets. */
@NullMarked
package io.meshterious.producers.internal.stream;

import org.jspecify.annotations.NullMarked;
