// SPDX-License-Identifier: Apache-2.0
/** Tests of retention. */
package io.meshterious.lake.internal.keep.retention;
