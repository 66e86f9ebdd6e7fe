// SPDX-License-Identifier: Apache-2.0
/** Tests of how rows become files and how writes are carried out. */
package io.meshterious.lake.internal.write;
