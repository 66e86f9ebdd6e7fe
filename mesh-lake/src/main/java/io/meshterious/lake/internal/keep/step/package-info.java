// SPDX-License-Identifier: Apache-2.0
/** What all steps of maintenance have in common: how one runs, with which threads, and commits. */
@NullMarked
package io.meshterious.lake.internal.keep.step;

import org.jspecify.annotations.NullMarked;
