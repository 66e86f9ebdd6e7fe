// SPDX-License-Identifier: Apache-2.0
/** Tests of the options and reports of keeping tables. */
package io.meshterious.lake.keep;
