// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.deadletter;

import io.meshterious.core.place.Place;

/**
 * What a target of rejected events is opened with.
 *
 * @param place where they go
 * @param pipeline the name of the pipeline, for connections and logs
 */
public record DeadLetterRequest(Place place, String pipeline) {}
