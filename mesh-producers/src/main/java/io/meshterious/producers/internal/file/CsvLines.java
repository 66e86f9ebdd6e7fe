// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import io.meshterious.core.contract.Table;
import io.meshterious.core.event.Event;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.csv.CsvTable;
import io.meshterious.producers.internal.json.JsonCheck;
import java.util.Optional;

/** Comma-separated values after a header. What is no JSON object cannot be written so. */
final class CsvLines implements EventFormat {
  private final CsvTable table;
  private final JsonCheck check = new JsonCheck();

  CsvLines(Table table) {
    this.table = new CsvTable(table);
  }

  @Override
  public void begin(EventBuffer out) {
    table.writeHeader(out);
    out.put('\n');
  }

  @Override
  public Optional<String> write(Event event, EventBuffer out) {
    byte[] body = event.body();
    Optional<String> problem = check.object(body, 0, body.length);
    if (problem.isEmpty()) {
      table.write(body, out);
      out.put('\n');
    }
    return problem.map(why -> "CSV cannot hold it: " + why);
  }

  @Override
  public long broken() {
    return 0;
  }
}
