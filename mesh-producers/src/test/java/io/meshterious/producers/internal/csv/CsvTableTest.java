// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.csv.CsvColumns;
import io.meshterious.core.csv.CsvJson;
import io.meshterious.core.csv.CsvReader;
import io.meshterious.core.csv.CsvRecord;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.ExampleGenerators;
import io.meshterious.producers.Generator;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.json.JsonCheck;
import io.meshterious.testkit.SeededRandom;
import io.meshterious.testkit.contract.RandomContracts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {
  private static final DataContract THINGS =
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
              properties:
                - {name: id, logicalType: integer, required: true}
                - {name: note, logicalType: string}
                - name: who
                  logicalType: object
                  properties:
                    - {name: name, logicalType: string}
                    - {name: adult, logicalType: boolean}
                - {name: tags, logicalType: array, items: {logicalType: string}}
          """,
          DocumentFormat.YAML,
          "things");

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Optional<String>> columns(List<String> header) {
    return header.stream().map(Optional::of).toList();
  }

  private static CsvTable things() {
    return new CsvTable(THINGS.tables().get(0));
  }

  private static String csv(String json) {
    EventBuffer out = new EventBuffer();
    things().write(json.getBytes(StandardCharsets.UTF_8), out);
    return out.toString();
  }

  /** The JSON of a line, or what is wrong with it. */
  private static String json(String line) throws IOException {
    CsvReader reader = new CsvReader(in(line), 1000);
    CsvRecord record = new CsvRecord();
    assertThat(reader.next(record)).isTrue();
    EventBuffer out = new EventBuffer();
    Optional<String> problem =
        new CsvJson(
                things().columns(), columns(things().columns().header()), new JsonCheck()::value)
            .write(record, out);
    return problem.orElse(out.toString());
  }

  @Test
  void rows_ofEveryExample_comeBackAsTheyWere() throws IOException {
    int judged = 0;
    for (Generator generator : ExampleGenerators.all()) {
      judged += judge(generator, Math.min(300, generator.rows()));
    }
    assertThat(judged).isGreaterThan(6_000);
  }

  @Test
  void rows_ofContractsByChance_comeBackAsTheyWere() throws IOException {
    SeededRandom random = SeededRandom.forTest("rows as CSV");
    RandomContracts contracts = RandomContracts.plain(random);
    int judged = 0;
    for (int i = 0; i < SeededRandom.rounds(40); i++) {
      DataContract contract = contracts.next();
      for (Table table : contract.tables()) {
        Generator generator =
            Generator.of(DataContracts.of(List.of(contract)), contract.id().orElseThrow())
                .table(table.name())
                .build();
        try {
          judged += judge(generator, 10);
        } catch (MeshException e) {
          assertThat(e.code()).isEqualTo(ProducerError.NOT_GENERATED);
        }
      }
    }
    assertThat(judged).isPositive();
  }

  private static int judge(Generator generator, long rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes((generator.csvHeader() + "\r\n").getBytes(StandardCharsets.UTF_8));
    generator.csv(0, rows, out);
    CsvReader reader = new CsvReader(new ByteArrayInputStream(out.toByteArray()), 1 << 20);
    CsvRecord record = new CsvRecord();
    assertThat(reader.next(record)).isTrue();
    List<String> header = new ArrayList<>();
    for (int i = 0; i < record.cells(); i++) {
      header.add(record.text(i));
    }
    CsvJson json =
        new CsvJson(new CsvColumns(generator.table()), columns(header), new JsonCheck()::value);
    EventBuffer row = new EventBuffer();
    for (long i = 0; i < rows; i++) {
      assertThat(reader.next(record)).isTrue();
      row.clear();
      assertThat(json.write(record, row)).isEmpty();
      boolean same = row.toString().equals(generator.json(i));
      assertThat(same || withoutEmpty(row.toString()).equals(withoutEmpty(generator.json(i))))
          .as("%s and %s", row, generator.json(i))
          .isTrue();
    }
    assertThat(reader.next(record)).isFalse();
    return (int) rows;
  }

  /** An object that may be missing and has nothing in it has no cells, and is missing then. */
  private static String withoutEmpty(String json) {
    String before = json;
    String after = json.replaceAll("\"[a-z]+_\\d+\":\\{},?", "").replaceAll(",}", "}");
    while (!after.equals(before)) {
      before = after;
      after = before.replaceAll("\"[a-z]+_\\d+\":\\{},?", "").replaceAll(",}", "}");
    }
    return after;
  }

  @Test
  void header_ofNestedProperties_hasDots() {
    assertThat(things().columns().header())
        .containsExactly("id", "note", "who.name", "who.adult", "tags");
    assertThat(things().columns().needed()).containsExactly("id");
    assertThat(ExampleGenerators.of("warehouse.events.vehicle_tracking").csvHeader())
        .startsWith("event_id,event_ts,event_type,vehicle_id,route_id,driver_id,location.lat,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":1,\"note\":\"\"}|1,\"\",,,",
        "{\"id\":1,\"note\":\"a, \\\"b\\\"\"}|1,\"a, \"\"b\"\"\",,,",
        "{\"id\":-1.5e3,\"who\":{\"adult\":true}}|-1.5e3,,,true,",
        "{\"id\":1,\"who\":{\"name\":\"é\\\\\",\"adult\":false},\"tags\":[\"a\",\"b\"]}|1,,é\\,false,\"[\"\"a\"\",\"\"b\"\"]\"",
        "{\"id\":1,\"note\":\"x\\u000ay\"}|`1,\"x\ny\",,,`",
      })
  void row_asCsv_comesBack(String json, String line) throws IOException {
    assertThat(csv(json)).isEqualTo(line);
    assertThat(json(line)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,,,|it has 4 cells, and the header 5",
        "x,,,,|its 'id' is no number",
        "01,,,,|its 'id' is no number",
        "1,,,yes,|its 'who.adult' is neither true nor false",
        "1,,,,[|its 'tags' is no JSON: its JSON ends too soon",
        "1,,,,[}|its 'tags' is no JSON: its JSON is malformed at byte 2",
        "1,\"a\"b,,,|something follows a closing quote",
      })
  void record_thatIsNoRow_saysWhy(String line, String why) throws IOException {
    CsvReader reader = new CsvReader(in(line), 1000);
    CsvRecord record = new CsvRecord();
    reader.next(record);
    EventBuffer out = new EventBuffer();
    CsvJson json =
        new CsvJson(
            things().columns(), columns(things().columns().header()), new JsonCheck()::value);
    assertThat(reader.problem().or(() -> json.write(record, out))).contains(why);
  }

  @Test
  void row_inAnyOrderAndSpacing_isTheSameLine() {
    assertThat(
            csv(
                " { \"tags\" : [ 1 ] , \"\\u0069d\":7,\"other\":{\"id\":1},\n\"who\":{\"adult\":false ,"
                    + "\"x\":1},\"note\":null } "))
        .isEqualTo("7,,,false,[ 1 ]");
    assertThat(csv("{}")).isEqualTo(",,,,");
  }

  @Test
  void flags_inCapitals_areRead() throws IOException {
    assertThat(json("1,,,TRUE,")).isEqualTo("{\"id\":1,\"who\":{\"adult\":true}}");
  }
}
