// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.event.EventKind;
import java.net.URI;

/**
 * What a target is opened with.
 *
 * @param uri where events go; options are its query
 * @param name what the events are called where the URI does not say, such as {@code orders.north};
 *     it stands for {@code {name}} in the URI
 * @param kind what the events share
 * @param first how many events of this name were sent before, by a run that this one goes on with
 * @param listener is told what is refused
 */
public record TargetRequest(
    URI uri, String name, EventKind kind, long first, TargetListener listener) {
  /** The request for a URI; nothing was sent before. */
  public static TargetRequest of(URI uri, String name, EventKind kind, TargetListener listener) {
    return new TargetRequest(uri, name, kind, 0, listener);
  }
}
