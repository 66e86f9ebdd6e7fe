// SPDX-License-Identifier: Apache-2.0
/** Events that stand in a file. */
@NullMarked
package io.meshterious.producers.replay;

import org.jspecify.annotations.NullMarked;
