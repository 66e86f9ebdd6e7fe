// SPDX-License-Identifier: Apache-2.0
/** Questions in SQL over real tables. */
package io.meshterious.lake.internal.query;
