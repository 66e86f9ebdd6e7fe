// SPDX-License-Identifier: Apache-2.0
/** Written rows held to the contract that their table was made from; on nothing else here. */
@NullMarked
package io.meshterious.lake.internal.write.contract;

import org.jspecify.annotations.NullMarked;
