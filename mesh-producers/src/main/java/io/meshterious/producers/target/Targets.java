// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.core.place.Place;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.producers.ProducerError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of targets there are, found by the scheme of a URI. */
public final class Targets {
  private final Map<String, EventTargets> byScheme = new TreeMap<>();

  private Targets(List<EventTargets> plugins) {
    for (EventTargets plugin : plugins) {
      for (String scheme : plugin.schemes()) {
        EventTargets other = byScheme.putIfAbsent(scheme, plugin);
        if (other != null) {
          throw new MeshException(
              ProducerError.TARGET_INVALID,
              "Cannot tell who opens targets of scheme '"
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
  public static Targets load() {
    return of(Plugins.load().all(EventTargets.class));
  }

  /** Those of certain plugins. */
  public static Targets of(List<EventTargets> plugins) {
    return new Targets(plugins);
  }

  /** The schemes that can be opened, in the order of the alphabet. */
  public List<String> schemes() {
    return List.copyOf(byScheme.keySet());
  }

  /**
   * The URI that somebody means. What has no scheme is the path of a file, and {@code -} is
   * standard output. Characters that a URI may not have are encoded, so that <code>{name}</code>
   * and spaces can be written as they are.
   */
  public static URI uri(String text) {
    String meant = text.equals("-") ? "stdout:" : text;
    return Place.of(meant, "target", ProducerError.TARGET_INVALID).uri();
  }

  /**
   * Opens a target. A URI without scheme is the path of a file; <code>{name}</code> in a URI, also
   * as {@code %7Bname%7D}, becomes the request's name.
   */
  public EventTarget open(TargetRequest request) {
    Place place = request.place().named(request.name());
    EventTargets plugin =
        Optional.ofNullable(byScheme.get(place.scheme()))
            .orElseThrow(() -> unknown(request, place.scheme()));
    return plugin.open(request.with(place.uri()));
  }

  private MeshException unknown(TargetRequest request, String scheme) {
    String near =
        NearMiss.of(scheme, byScheme.keySet()).map(it -> "; did you mean '" + it + "'?").orElse("");
    return new MeshException(
        ProducerError.TARGET_INVALID,
        "Cannot open "
            + request.place()
            + ": nobody knows its scheme '"
            + scheme
            + "', known are "
            + schemes()
            + near);
  }
}
