// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import io.meshterious.core.event.Event;
import io.meshterious.producers.EventBuffer;
import java.util.Optional;

/**
 * A line for each event, with the bytes as they are. JSON has no line breaks in its texts; bytes
 * that have some all the same are no JSON, and take several lines that are no JSON either.
 */
final class JsonLines implements EventFormat {
  private long broken;

  @Override
  public void begin(EventBuffer out) {
    // Lines of JSON have no header.
  }

  @Override
  public Optional<String> write(Event event, EventBuffer out) {
    byte[] body = event.body();
    for (byte it : body) {
      if (it == '\n') {
        broken++;
        break;
      }
    }
    out.put(body);
    out.put('\n');
    return Optional.empty();
  }

  @Override
  public long broken() {
    return broken;
  }
}
