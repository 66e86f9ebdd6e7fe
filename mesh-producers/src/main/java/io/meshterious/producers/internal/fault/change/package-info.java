// SPDX-License-Identifier: Apache-2.0
/** What each kind of fault does to the JSON of a row. */
@NullMarked
package io.meshterious.producers.internal.fault.change;

import org.jspecify.annotations.NullMarked;
