// SPDX-License-Identifier: Apache-2.0
/** What tests of the lake's internals share. */
package io.meshterious.lake.internal;
