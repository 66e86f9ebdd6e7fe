// SPDX-License-Identifier: Apache-2.0
/** The proof that a generator in code keeps its promises. */
@NullMarked
package io.meshterious.stagekit.generator;

import org.jspecify.annotations.NullMarked;
