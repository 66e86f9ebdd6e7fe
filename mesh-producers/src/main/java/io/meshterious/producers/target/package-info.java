// SPDX-License-Identifier: Apache-2.0
/** Where events are sent, by URI. */
@NullMarked
package io.meshterious.producers.target;

import org.jspecify.annotations.NullMarked;
