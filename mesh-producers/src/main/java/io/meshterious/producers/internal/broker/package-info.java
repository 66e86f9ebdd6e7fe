// SPDX-License-Identifier: Apache-2.0
/** What targets at message brokers share: the loop that confirms, reconnects and sends again. */
@NullMarked
package io.meshterious.producers.internal.broker;

import org.jspecify.annotations.NullMarked;
