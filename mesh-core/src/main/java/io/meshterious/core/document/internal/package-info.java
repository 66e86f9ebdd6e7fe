// SPDX-License-Identifier: Apache-2.0
/** Reading and writing of YAML and JSON text; not API. */
@NullMarked
package io.meshterious.core.document.internal;

import org.jspecify.annotations.NullMarked;
