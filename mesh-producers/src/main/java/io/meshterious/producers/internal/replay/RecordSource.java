// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.replay;

import io.meshterious.core.contract.Table;
import io.meshterious.core.csv.CsvColumns;
import io.meshterious.core.csv.CsvJson;
import io.meshterious.core.csv.CsvReader;
import io.meshterious.core.csv.CsvRecord;
import io.meshterious.core.error.NearMiss;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.json.JsonCheck;
import io.meshterious.producers.internal.json.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows that are records of comma-separated values under a header. Blank lines are passed over. */
final class RecordSource implements RowSource {
  /** A header that does not fit the table, and why. */
  private static final class HeaderProblem extends IOException {
    private static final long serialVersionUID = 1L;

    HeaderProblem(String why) {
      super(why);
    }
  }

  private final CsvReader reader;
  private final CsvRecord record = new CsvRecord();
  private final CsvJson json;
  private final int columns;

  RecordSource(InputStream in, int longest, Table table, Map<String, String> mapping)
      throws IOException {
    this.reader = new CsvReader(in, longest);
    boolean more = reader.next(record);
    while (more && blank()) {
      more = reader.next(record);
    }
    if (!more) {
      throw new HeaderProblem("it has no header");
    } else if (reader.problem().isPresent()) {
      throw new HeaderProblem("its header is wrong: " + reader.problem().get());
    }
    CsvColumns csv = new CsvColumns(table);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < record.cells(); i++) {
      names.add(record.text(i));
    }
    this.columns = names.size();
    this.json = new CsvJson(csv, properties(names, csv, mapping), new JsonCheck()::value);
  }

  private boolean blank() {
    return record.cells() == 1 && record.text(0).isBlank();
  }

  private static List<Optional<String>> properties(
      List<String> names, CsvColumns csv, Map<String, String> mapping) throws HeaderProblem {
    for (Map.Entry<String, String> entry : mapping.entrySet()) {
      if (!names.contains(entry.getKey())) {
        throw new HeaderProblem(
            unknown(
                "the mapping names a column '"
                    + entry.getKey()
                    + "', which its header does not have",
                entry.getKey(),
                names));
      } else if (!entry.getValue().isEmpty() && !csv.header().contains(entry.getValue())) {
        throw new HeaderProblem(
            unknown(
                "the mapping of '"
                    + entry.getKey()
                    + "' names no property of the table: '"
                    + entry.getValue()
                    + "'",
                entry.getValue(),
                csv.header()));
      }
    }
    List<Optional<String>> properties = new ArrayList<>();
    for (String name : names) {
      String property = mapping.getOrDefault(name, name);
      if (!property.isEmpty() && !csv.header().contains(property)) {
        String hint =
            names.size() == 1 && (name.contains(";") || name.contains("\t"))
                ? "; cells are separated by commas"
                : "";
        throw new HeaderProblem(
            unknown("the table has no column '" + name + "'" + hint, name, csv.header()));
      } else if (!property.isEmpty() && properties.contains(Optional.of(property))) {
        throw new HeaderProblem("two columns are for '" + property + "'");
      }
      properties.add(Optional.of(property).filter(it -> !it.isEmpty()));
    }
    for (String needed : csv.needed()) {
      if (!properties.contains(Optional.of(needed))) {
        throw new HeaderProblem("it has no column for '" + needed + "', which is required");
      }
    }
    return properties;
  }

  private static String unknown(String why, String wrong, List<String> known) {
    return why
        + NearMiss.of(wrong, known).map(it -> "; did you mean '" + it + "'?").orElse("")
        + "; known are "
        + known;
  }

  @Override
  public boolean next() throws IOException {
    boolean more = reader.next(record);
    while (more && columns > 1 && reader.problem().isEmpty() && blank()) {
      more = reader.next(record);
    }
    return more;
  }

  @Override
  public long line() {
    return reader.line();
  }

  @Override
  public Optional<String> write(EventBuffer out) {
    if (reader.problem().isPresent()) {
      return reader.problem();
    } else if (record.cells() == columns && !Utf8.valid(record.bytes(), 0, record.length())) {
      return Optional.of("it is not in UTF-8");
    }
    return json.write(record, out);
  }
}
