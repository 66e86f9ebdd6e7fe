// SPDX-License-Identifier: Apache-2.0
/** Commits against real tables: outcomes, conflicts, contention, crashes. */
package io.meshterious.lake.internal.commit;
