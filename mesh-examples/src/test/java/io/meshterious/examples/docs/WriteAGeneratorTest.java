// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.Generator;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.Column.Kind;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.stagekit.generator.EventGeneratorContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The code of the page about generators is this code. */
class WriteAGeneratorTest {
  private static final Path ROOT = Path.of("..");
  private static final Path SOURCE =
      Path.of("src/test/java", WriteAGeneratorTest.class.getName().replace('.', '/') + ".java");
  private static final DataContracts METERS =
      DataContracts.withReferences(
          DataContract.parse(
              """
              apiVersion: v3.1.0
              kind: DataContract
              id: meters
              version: 1.0.0
              status: active
              schema:
                - name: readings
                  logicalType: object
                  customProperties:
                    - {property: mesh.kind, value: event}
                    - {property: mesh.eventTime, value: read_ts}
                  properties:
                    - {name: read_ts, logicalType: timestamp, required: true}
                    - {name: meter_no, logicalType: integer, required: true}
                    - {name: total, logicalType: integer, required: true,
                       logicalTypeOptions: {minimum: 0}}
              """,
              DocumentFormat.YAML,
              "meters"));

  // page:begin
  public static final class MetersGenerator implements EventGenerator {
    @Override
    public String name() {
      return "meters";
    }

    @Override
    public String description() {
      return "Meters that only count up";
    }

    @Override
    public void generate(GeneratedTable table) {
      if (!table.is("meters", "readings")) {
        return;
      }
      // Fifty meters are read in turn, so row n is reading n / 50 of meter n % 50.
      LongValue meter = row -> row % 50;
      LongValue reading = row -> row / 50;
      long key = table.key("total");
      table.column("meter_no", Column.ofNumbers(Kind.NUMBER, 0, meter));
      // Ten more at each reading, and up to nine by chance: more than before, without looking.
      table.column(
          "total",
          Column.ofNumbers(
              Kind.NUMBER, 0, row -> reading.at(row) * 10 + Draw.below(Draw.bits(key, row), 10)));
    }
  }

  // page:end

  @Test
  void meters_onlyCountUp() {
    DataContracts contracts = METERS;
    // page:begin
    Generator readings =
        Generator.of(contracts, "meters").generators(List.of(new MetersGenerator())).build();
    // page:end
    long before = -1;
    for (long row = 17; row < 5_000; row += 50) {
      String json = readings.json(row);
      long total = Long.parseLong(json.replaceFirst(".*\"total\":([0-9]+).*", "$1"));
      assertThat(json).contains("\"meter_no\":17");
      assertThat(total).isGreaterThan(before);
      before = total;
    }
  }

  @Nested
  // page:begin
  class MetersGeneratorTest extends EventGeneratorContract {
    @Override
    protected EventGenerator subject() {
      return new MetersGenerator();
    }

    @Override
    protected DataContracts contracts() {
      return METERS;
    }

    // page:end

    @Override
    protected boolean registered() {
      return false;
    }
  }

  @Test
  void page_holdsThisCode() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/how-to/write-a-generator.md"));
    List<String> regions =
        Pattern.compile("(?s) // page:begin\n(.*?)\n *// page:end")
            .matcher(Files.readString(SOURCE))
            .results()
            .map(it -> it.group(1).stripTrailing().stripIndent())
            .toList();
    assertThat(regions).hasSize(3);
    assertThat(regions).allSatisfy(it -> assertThat(page).contains(it));
  }
}
