// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.meshterious.lake.internal.query.uuid;

import org.jspecify.annotations.NullMarked;
