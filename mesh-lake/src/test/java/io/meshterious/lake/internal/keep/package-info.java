// SPDX-License-Identifier: Apache-2.0
/** Tests of keeping tables. */
package io.meshterious.lake.internal.keep;
