// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.deadletter;

import io.meshterious.core.place.Place;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.ingest.deadletter.DeadLetterError;
import io.meshterious.ingest.deadletter.DeadLetterRequest;
import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.ingest.deadletter.DeadLetters;
import java.util.List;
import java.util.TreeSet;

/** Finds who opens a place for rejected events. */
public final class DeadLetterPlaces {
  private DeadLetterPlaces() {}

  /**
   * Opens the place that a URI names.
   *
   * @param pipeline what stands for <code>{name}</code> in it
   */
  public static DeadLetterTarget open(String uri, String pipeline) {
    Place place =
        Place.of(uri, "target of rejected events", DeadLetterError.DEAD_LETTERS_INVALID)
            .named(pipeline);
    List<DeadLetters> all = Plugins.load().all(DeadLetters.class);
    for (DeadLetters plugin : all) {
      if (plugin.schemes().contains(place.scheme())) {
        return plugin.open(new DeadLetterRequest(place, pipeline));
      }
    }
    TreeSet<String> known = new TreeSet<>();
    all.forEach(it -> known.addAll(it.schemes()));
    throw place.invalid("a URI whose scheme is one of " + known);
  }
}
