// SPDX-License-Identifier: Apache-2.0
/** How rows are written as JSON. */
@NullMarked
package io.meshterious.producers.internal.json;

import org.jspecify.annotations.NullMarked;
