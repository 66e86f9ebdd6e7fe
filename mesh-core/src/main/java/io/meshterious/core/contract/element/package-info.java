// SPDX-License-Identifier: Apache-2.0
/** What every element of a contract has: its place in the document, custom properties, links. */
@NullMarked
package io.meshterious.core.contract.element;

import org.jspecify.annotations.NullMarked;
