// SPDX-License-Identifier: Apache-2.0
/** Tests of the removal of orphans. */
package io.meshterious.lake.internal.keep.orphans;
