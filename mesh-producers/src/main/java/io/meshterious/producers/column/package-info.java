// SPDX-License-Identifier: Apache-2.0
/** Values as functions of a row's number. */
@NullMarked
package io.meshterious.producers.column;

import org.jspecify.annotations.NullMarked;
