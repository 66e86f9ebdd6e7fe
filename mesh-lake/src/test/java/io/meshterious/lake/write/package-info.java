// SPDX-License-Identifier: Apache-2.0
/** Writes to real tables, read back by Iceberg and by the engine. */
package io.meshterious.lake.write;
