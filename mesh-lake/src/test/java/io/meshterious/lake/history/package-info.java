// SPDX-License-Identifier: Apache-2.0
/** Random histories of tables against a plain model in memory. */
package io.meshterious.lake.history;
