// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.source;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.core.place.Place;
import io.meshterious.core.plugin.Plugins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of sources there are, found by the scheme of a URI. */
public final class Sources {
  private final Map<String, EventSources> byScheme = new TreeMap<>();

  private Sources(List<EventSources> plugins) {
    for (EventSources plugin : plugins) {
      for (String scheme : plugin.schemes()) {
        EventSources other = byScheme.putIfAbsent(scheme, plugin);
        if (other != null) {
          throw new MeshException(
              SourceError.SOURCE_INVALID,
              "Cannot tell who opens sources of scheme '"
                  + scheme
                  + "': "
                  + other.getClass().getName()
                  + " and "
                  + plugin.getClass().getName()
                  + " both do");
        }
      }
    }
  }

  /** Those on the class path. */
  public static Sources load() {
    return of(Plugins.load().all(EventSources.class));
  }

  /** Those of certain plugins. */
  public static Sources of(List<EventSources> plugins) {
    return new Sources(plugins);
  }

  /** The schemes that can be opened, in the order of the alphabet. */
  public List<String> schemes() {
    return List.copyOf(byScheme.keySet());
  }

  /**
   * The place that somebody means, such as {@code amqp://host/?queue=orders}. What has no scheme is
   * the path of a file or folder.
   *
   * @param name what stands for <code>{name}</code> in it
   */
  public static Place place(String text, String name) {
    return Place.of(text, "source", SourceError.SOURCE_INVALID).named(name);
  }

  /** Who opens a place. */
  public EventSources of(Place place) {
    return Optional.ofNullable(byScheme.get(place.scheme())).orElseThrow(() -> unknown(place));
  }

  private MeshException unknown(Place place) {
    String near =
        NearMiss.of(place.scheme(), byScheme.keySet())
            .map(it -> "; did you mean '" + it + "'?")
            .orElse("");
    return new MeshException(
        SourceError.SOURCE_INVALID,
        "Cannot open "
            + place
            + ": nobody knows its scheme '"
            + place.scheme()
            + "', known are "
            + schemes()
            + near);
  }
}
