// SPDX-License-Identifier: Apache-2.0
/** Errors that say what failed, where, why and who acts. */
@NullMarked
package io.meshterious.core.error;

import org.jspecify.annotations.NullMarked;
