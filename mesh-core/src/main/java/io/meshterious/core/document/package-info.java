// SPDX-License-Identifier: Apache-2.0
/** YAML and JSON documents as one ordered tree that knows where each value stood. */
@NullMarked
package io.meshterious.core.document;

import org.jspecify.annotations.NullMarked;
