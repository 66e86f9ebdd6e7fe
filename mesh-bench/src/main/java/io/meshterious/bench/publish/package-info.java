// SPDX-License-Identifier: Apache-2.0
/** Publishing to RabbitMQ, beside its own tools. */
@NullMarked
package io.meshterious.bench.publish;

import org.jspecify.annotations.NullMarked;
