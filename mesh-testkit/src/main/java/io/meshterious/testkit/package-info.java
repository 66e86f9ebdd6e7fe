// SPDX-License-Identifier: Apache-2.0
/** What tests of Mesh and of its plugins share: seeded chance, and servers that may be missing. */
@NullMarked
package io.meshterious.testkit;

import org.jspecify.annotations.NullMarked;
