// SPDX-License-Identifier: Apache-2.0
/** Tests of compaction. */
package io.meshterious.lake.internal.keep.compaction;
