// SPDX-License-Identifier: Apache-2.0
/** JSON Schema for the events of a table, and the JSON forms of every type. */
@NullMarked
package io.meshterious.core.contract.internal.render.jsonschema;

import org.jspecify.annotations.NullMarked;
