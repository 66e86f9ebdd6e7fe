// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.meshterious.bench;

import org.jspecify.annotations.NullMarked;
