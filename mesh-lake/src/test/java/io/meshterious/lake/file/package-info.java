// SPDX-License-Identifier: Apache-2.0
/** Tests of the writer of tables. */
@NullMarked
package io.meshterious.lake.file;

import org.jspecify.annotations.NullMarked;
