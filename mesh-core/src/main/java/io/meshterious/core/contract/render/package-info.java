// SPDX-License-Identifier: Apache-2.0
/** What a contract drives: the plugin interface of renderers and what they return. */
@NullMarked
package io.meshterious.core.contract.render;

import org.jspecify.annotations.NullMarked;
