// SPDX-License-Identifier: Apache-2.0
/** Avro schemas of tables. */
@NullMarked
package io.meshterious.core.contract.internal.render.avro;

import org.jspecify.annotations.NullMarked;
