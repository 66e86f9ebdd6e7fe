// SPDX-License-Identifier: Apache-2.0
/** The pages say what the code does. */
@NullMarked
package io.meshterious.examples.docs;

import org.jspecify.annotations.NullMarked;
