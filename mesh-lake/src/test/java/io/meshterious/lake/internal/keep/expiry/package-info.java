// SPDX-License-Identifier: Apache-2.0
/** Tests of expiry. */
package io.meshterious.lake.internal.keep.expiry;
