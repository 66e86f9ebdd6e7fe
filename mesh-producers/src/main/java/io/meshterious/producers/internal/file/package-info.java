// SPDX-License-Identifier: Apache-2.0
/** Files and standard output as targets. */
@NullMarked
package io.meshterious.producers.internal.file;

import org.jspecify.annotations.NullMarked;
