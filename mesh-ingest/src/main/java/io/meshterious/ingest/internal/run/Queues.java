// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

/** What tells apart the places that one URI's host has: the queue or stream in its options. */
final class Queues {
  private Queues() {}

  /** The option that names a queue or stream, with a question mark before it; else nothing. */
  static String in(String query) {
    for (String option : String.valueOf(query).split("&", -1)) {
      if (option.startsWith("queue=") || option.startsWith("stream=")) {
        return "?" + option;
      }
    }
    return "";
  }
}
