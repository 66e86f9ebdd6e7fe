// SPDX-License-Identifier: Apache-2.0
/** What a lake's catalog knows: namespaces, tables and their properties, wherever it is. */
@NullMarked
package io.meshterious.lake.internal.catalog;

import org.jspecify.annotations.NullMarked;
