// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.batch;

import io.meshterious.ingest.source.EventSource;

/**
 * A source that is open.
 *
 * @param name its URI without password and options
 * @param source where events come from
 */
public record OpenSource(String name, EventSource source) {}
