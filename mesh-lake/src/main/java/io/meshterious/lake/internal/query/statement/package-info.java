// SPDX-License-Identifier: Apache-2.0
/** Statements, taken apart by the engine's own parser, with what is bound; below all others. */
@NullMarked
package io.meshterious.lake.internal.query.statement;

import org.jspecify.annotations.NullMarked;
