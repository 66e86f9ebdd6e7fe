// SPDX-License-Identifier: Apache-2.0
/** Tests of tags, branches and audits. */
package io.meshterious.lake.internal.keep.refs;
