// SPDX-License-Identifier: Apache-2.0
/** Scans of real tables, compared with Iceberg's own reader. */
package io.meshterious.lake.internal.scan;
