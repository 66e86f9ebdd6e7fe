// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.EventTargets;
import io.meshterious.producers.target.TargetRequest;
import java.util.Set;

/** Standard output: a line for each event. */
public final class StdoutTargets implements EventTargets {
  /** Makes the plugin. */
  public StdoutTargets() {}

  @Override
  public String name() {
    return "stdout";
  }

  @Override
  public String description() {
    return "standard output, a line for each event";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("stdout");
  }

  @Override
  @SuppressWarnings("SystemOut") // It is the target.
  public EventTarget open(TargetRequest request) {
    PlaceOptions.of(request.place()).complete();
    if (!request.place().name().equals("-")) {
      throw request.place().invalid("- or stdout:, with nothing behind");
    }
    return new StreamTarget(
        new StdoutSink(System.out),
        new JsonLines(),
        request.first() == 0,
        "standard output",
        request.listener());
  }
}
