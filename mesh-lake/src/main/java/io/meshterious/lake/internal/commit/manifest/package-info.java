// SPDX-License-Identifier: Apache-2.0
/** Which manifests an append merges with its own; on nothing else here. */
@NullMarked
package io.meshterious.lake.internal.commit.manifest;

import org.jspecify.annotations.NullMarked;
