// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.metrics;

import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.ThingsPipeline;
import java.nio.file.Path;

/** A process in which a pipeline runs, and which says whether there is Micrometer. */
final class PlainPipeline {
  private PlainPipeline() {}

  /** Takes the folder of the lake. */
  public static void main(String[] arguments) throws InterruptedException {
    ThingsPipeline things = new ThingsPipeline(Path.of(arguments[0]));
    things.event("a", 1);
    try (Ingest ingest = things.drained(things.pipeline())) {
      System.out.println(meters() + ", " + ingest.stop().counts().stored() + " stored");
    } finally {
      things.close();
    }
  }

  private static String meters() {
    try {
      Class.forName("io.micrometer.core.instrument.Meter");
      return "meters";
    } catch (ClassNotFoundException none) {
      return "no meters";
    }
  }
}
