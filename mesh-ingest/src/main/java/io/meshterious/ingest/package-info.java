// SPDX-License-Identifier: Apache-2.0
/**
 * Events into tables: read from a source, held against a contract, recognised when they come twice,
 * and committed before they are acknowledged.
 */
@NullMarked
package io.meshterious.ingest;

import org.jspecify.annotations.NullMarked;
