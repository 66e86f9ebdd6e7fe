// SPDX-License-Identifier: Apache-2.0
/** Files of a lake. */
package io.meshterious.lake.internal.io;
