// SPDX-License-Identifier: Apache-2.0
/** Tests of data files. */
package io.meshterious.lake.internal.write.file;
