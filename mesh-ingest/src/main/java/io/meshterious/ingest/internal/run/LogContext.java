// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import java.util.List;
import org.slf4j.MDC;

/**
 * What every line of the log says that a thread of a pipeline writes, also where a library writes
 * it: the stage, the pipeline, its tables, and in lanes the source they are about to read.
 */
final class LogContext {
  private static final String STAGE = "stage";
  private static final String PIPELINE = "pipeline";
  private static final String TABLE = "table";
  private static final String SOURCE = "source";
  private static final String QUEUE = "queue";

  private LogContext() {}

  /** Begins it in this thread. */
  static void enter(String pipeline, List<String> tables) {
    MDC.put(STAGE, "ingest");
    MDC.put(PIPELINE, pipeline);
    MDC.put(TABLE, String.join(", ", tables));
  }

  /** Adds a source, and the queue or stream that its name ends with. */
  static void source(String name) {
    MDC.put(SOURCE, name);
    int queue = name.indexOf('?');
    if (queue < 0) {
      MDC.remove(QUEUE);
    } else {
      MDC.put(QUEUE, name.substring(name.indexOf('=', queue) + 1));
    }
  }

  /** Ends it in this thread. */
  static void leave() {
    List.of(STAGE, PIPELINE, TABLE, SOURCE, QUEUE).forEach(MDC::remove);
  }
}
