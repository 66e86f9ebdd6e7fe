// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.ExampleGenerators;
import io.meshterious.producers.Generator;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.replay.Replay;
import io.meshterious.producers.replay.RowProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayRowsTest {
  private static final Table THINGS =
      DataContract.parse(
              """
              apiVersion: v3.1.0
              kind: DataContract
              id: t
              version: 1.0.0
              status: active
              schema:
                - name: things
                  logicalType: object
                  customProperties:
                    - {property: mesh.eventId, value: id}
                    - {property: mesh.eventTime, value: at}
                  properties:
                    - {name: id, logicalType: integer, required: true}
                    - {name: at, logicalType: timestamp, required: true}
                    - {name: note, logicalType: string}
              """,
              DocumentFormat.YAML,
              "things")
          .tables()
          .get(0);
  private static final String HEADER = "id,at,note\n";
  private static final String AT = "2026-03-14T09:26:53.5+01:00";

  @TempDir Path folder;
  private final List<RowProblem> problems = new ArrayList<>();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<String> events(Replay replay, Table table) {
    List<String> events = new ArrayList<>();
    EventBuffer body = new EventBuffer();
    try (ReplayRows rows = ReplayRows.open(replay, table, problems::add)) {
      while (rows.next()) {
        body.clear();
        rows.json(body);
        events.add(rows.line() + " " + rows.id() + " " + rows.nanos() + " " + body);
      }
    }
    return events;
  }

  private List<String> events(String name, String text) throws IOException {
    return events(Replay.of(file(name, text)), THINGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rows.csv", "rows.csv.gz", "rows.ndjson", "rows.jsonl.gz", "ROWS.NDJSON"})
  void rows_ofAGeneratedFile_areTheEventsTheyWere(String name) throws IOException {
    Generator orders = ExampleGenerators.of("warehouse.events.orders");
    Path file = folder.resolve(name);
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
      if (name.contains("csv")) {
        out.write((orders.csvHeader() + "\n").getBytes(StandardCharsets.UTF_8));
        orders.csv(0, 500, out);
      } else {
        orders.ndjson(0, 500, out);
      }
    }
    int first = name.contains("csv") ? 2 : 1;
    List<String> events = events(Replay.of(file), orders.table());
    assertThat(events).hasSize(500);
    for (int row = 0; row < 500; row++) {
      assertThat(events.get(row))
          .isEqualTo(
              (row + first)
                  + " "
                  + orders.id(row)
                  + " "
                  + orders.nanos(row)
                  + " "
                  + orders.json(row));
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void records_withLineBreaksAndAMark_areRead() throws IOException {
    assertThat(
            events(
                "rows.csv",
                "\uFEFFnote,id,at\r\n\"a\nb\",1,"
                    + AT
                    + "\r\n\r\n,\"2\","
                    + AT
                    + "\r\n\"\",3,"
                    + AT))
        .containsExactly(
            "2 1 1773476813500000000 {\"id\":1,\"at\":\"" + AT + "\",\"note\":\"a\\u000ab\"}",
            "5 2 1773476813500000000 {\"id\":2,\"at\":\"" + AT + "\"}",
            "6 3 1773476813500000000 {\"id\":3,\"at\":\"" + AT + "\",\"note\":\"\"}");
    assertThat(problems).isEmpty();
  }

  @Test
  void rows_thatAreNoEvents_areToldWithTheirLines() throws IOException {
    List<String> events =
        events(
            "rows.csv",
            HEADER
                + "1,"
                + AT
                + ",\n"
                + "x,"
                + AT
                + ",\n"
                + "2,"
                + AT
                + "\n"
                + "3,,\n"
                + "4,yesterday,secret\n"
                + "5,"
                + AT
                + ",\"a\n\nb\"\n"
                + "6,"
                + AT
                + ",\"\n");
    assertThat(events).extracting(it -> it.substring(0, 3)).containsExactly("2 1", "7 5");
    assertThat(problems)
        .containsExactly(
            new RowProblem(3, "its 'id' is no number"),
            new RowProblem(4, "it has 2 cells, and the header 3"),
            new RowProblem(5, "it has no 'at'"),
            new RowProblem(6, "its 'at' is no time that is known"),
            new RowProblem(10, "the quote that begins in line 10 does not end"));
    assertThat(problems.toString()).doesNotContain("secret", "yesterday");
  }

  @Test
  void lines_thatAreNoEvents_areToldWithTheirLines() throws IOException {
    String good = "{\"id\":\"a\\u0062\",\"at\":\"" + AT + "\"}";
    Path file =
        file(
            "rows.ndjson",
            "\uFEFF"
                + good
                + "\r\n\n{\"id\":1}\n[]\n{\"id\":1,\n"
                + "x".repeat(200_000)
                + "\n {} \n  "
                + good);
    assertThat(events(Replay.of(file).longestRow(1000), THINGS))
        .containsExactly("1 ab 1773476813500000000 " + good, "8 ab 1773476813500000000   " + good);
    assertThat(problems)
        .containsExactly(
            new RowProblem(3, "it has no 'at'"),
            new RowProblem(4, "it is no JSON object"),
            new RowProblem(5, "its JSON ends too soon"),
            new RowProblem(6, "it is longer than 1000 bytes"),
            new RowProblem(7, "it has no 'id'"));
  }

  @Test
  void bytesThatAreNoUtf8_areTold() throws IOException {
    byte[] bytes = (HEADER + "1," + AT + ",?\n2," + AT + ",é\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xE9 : bytes[i];
    }
    Path file = Files.write(folder.resolve("rows.csv"), bytes);
    assertThat(events(Replay.of(file), THINGS)).hasSize(1);
    assertThat(problems).containsExactly(new RowProblem(2, "it is not in UTF-8"));
  }

  @Test
  void strict_endsWithTheFirstProblem() throws IOException {
    Path file = file("rows.csv", HEADER + "1," + AT + ",\nx," + AT + ",\n");
    try (ReplayRows rows = ReplayRows.open(Replay.of(file).strict(), THINGS, problems::add)) {
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(rows::next)
          .isInstanceOf(MeshException.class)
          .hasMessage("Cannot replay '" + file + "': line 3: its 'id' is no number")
          .extracting(it -> ((MeshException) it).code())
          .isEqualTo(ProducerError.REPLAY_INVALID);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void mapping_ofColumns_namesTheirProperties() throws IOException {
    Path file = file("rows.csv", "No.,when,note,other\n1," + AT + ",n,o\n");
    Map<String, String> mapping = Map.of("No.", "id", "when", "at", "other", "");
    assertThat(events(Replay.of(file).mapping(mapping), THINGS))
        .containsExactly("2 1 1773476813500000000 {\"id\":1,\"at\":\"" + AT + "\",\"note\":\"n\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "id,ta,note|-|the table has no column 'ta'; did you mean 'at'?; known are [id, at, note]",
        "id,note|-|it has no column for 'at', which is required",
        "id,at,id|-|two columns are for 'id'",
        "id;at;note|-|the table has no column 'id;at;note'; cells are separated by commas; known are [id, at, note]",
        "``|-|it has no header",
        "id,\"at|-|its header is wrong: the quote that begins in line 1 does not end",
        "id,at|idd=at|the mapping names a column 'idd', which its header does not have; did you mean 'id'?; known are [id, at]",
        "id,at|id=nr|the mapping of 'id' names no property of the table: 'nr'; known are [id, at, note]",
      })
  void header_thatDoesNotFit_isRefusedAtOnce(String header, String mapping, String why)
      throws IOException {
    Path file = file("rows.csv", header + "\n");
    Replay plain = Replay.of(file);
    Replay replay =
        mapping == null
            ? plain
            : plain.mapping(Map.of(mapping.split("=", -1)[0], mapping.split("=", -1)[1]));
    assertThatThrownBy(() -> ReplayRows.open(replay, THINGS, problems::add))
        .isInstanceOf(MeshException.class)
        .hasMessage("Cannot replay '" + file + "': " + why)
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(ProducerError.REPLAY_INVALID);
  }

  @Test
  void files_thatCannotBeRead_sayWhy() throws IOException {
    assertThatThrownBy(() -> Replay.of(folder.resolve("rows.xlsx")))
        .hasMessageEndingWith(
            "its name does not say its format; allowed endings are .csv, .ndjson and .jsonl, each"
                + " also with .gz");
    assertThatThrownBy(
            () -> ReplayRows.open(Replay.of(folder.resolve("no.csv")), THINGS, problems::add))
        .hasMessageEndingWith("no.csv': there is no such file");
    Path wide = Files.write(folder.resolve("w.ndjson"), new byte[] {-1, -2, '{', 0});
    assertThatThrownBy(() -> ReplayRows.open(Replay.of(wide), THINGS, problems::add))
        .hasMessageEndingWith("it is in UTF-16; UTF-8 is needed");
    Path cut = folder.resolve("cut.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
      out.write(("{\"id\":1,\"at\":\"" + AT + "\"}\n").getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 9));
    assertThatThrownBy(() -> events(Replay.of(cut), THINGS))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("cut.ndjson.gz': ");
    assertThatThrownBy(() -> Replay.of(wide).mapping(Map.of("a", "id")))
        .hasMessageEndingWith("a mapping is for the header of a CSV file");
    assertThatThrownBy(() -> Replay.of(wide).longestRow(0))
        .hasMessage("Invalid longest row: 0 (1 to 1073741824)");
  }
}
