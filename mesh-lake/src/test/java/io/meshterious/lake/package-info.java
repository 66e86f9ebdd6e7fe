// SPDX-License-Identifier: Apache-2.0
/** Lakes, opened and looked after. */
package io.meshterious.lake;
