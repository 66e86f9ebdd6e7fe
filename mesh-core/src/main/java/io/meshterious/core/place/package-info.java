// SPDX-License-Identifier: Apache-2.0
/** Places that events go to or come from, and the options in their URIs. */
@NullMarked
package io.meshterious.core.place;

import org.jspecify.annotations.NullMarked;
