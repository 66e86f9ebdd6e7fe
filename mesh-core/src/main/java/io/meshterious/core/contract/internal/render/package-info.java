// SPDX-License-Identifier: Apache-2.0
/** What the renderers share: constraints as they hold, options, file names, refusals. */
@NullMarked
package io.meshterious.core.contract.internal.render;

import org.jspecify.annotations.NullMarked;
