// SPDX-License-Identifier: Apache-2.0
/** What sources at a RabbitMQ share: a connection that is lost and made again. */
@NullMarked
package io.meshterious.ingest.internal.broker;

import org.jspecify.annotations.NullMarked;
