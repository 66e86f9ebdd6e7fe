// SPDX-License-Identifier: Apache-2.0
/** Models, sources and tests for dbt. */
@NullMarked
package io.meshterious.core.contract.internal.render.dbt;

import org.jspecify.annotations.NullMarked;
