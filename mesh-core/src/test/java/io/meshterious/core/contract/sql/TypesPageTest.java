// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.sql.dialect.Dialects;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of types in the documentation says what the code does. */
class TypesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "types.md");
  private static final String REFUSED = "refused";

  private static List<List<String>> rows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `{")) {
        rows.add(
            Arrays.stream(line.substring(1, line.lastIndexOf('|')).split(" \\| ", -1))
                .map(cell -> cell.strip().replace("`", ""))
                .toList());
      }
    }
    return rows;
  }

  @Test
  void page_hasEveryKindOfType() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(30);
  }

  @TestFactory
  Stream<DynamicTest> page_saysWhatTheCodeDoes() throws IOException {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row.get(0), () -> check(row)));
  }

  @Test
  void page_tellsEveryRefusalInTheWordsOfItsMessage() throws IOException {
    List<List<String>> told =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| .* \\| .* \\| `.*; .*` \\|"))
            .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
            .toList();
    List<SqlDialect> dialects = List.of(SqlDialect.values());
    List<String> untold = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (List<String> row : rows()) {
      for (int i = 0; i < dialects.size(); i++) {
        if (row.get(2 + i).equals(REFUSED)) {
          String refusal = sameForAll(refusal(property(row.get(0)), dialects.get(i)));
          found.add(refusal);
          if (told.stream().noneMatch(it -> tells(it, refusal))) {
            untold.add(refusal);
          }
        }
      }
    }
    assertThat(told).isNotEmpty();
    assertThat(untold).as("refusals that the page does not tell").isEmpty();
    assertThat(told)
        .allSatisfy(
            it ->
                assertThat(found)
                    .as("refusals")
                    .anyMatch(refusal -> refusal.contains(it.get(2).replace("`", ""))));
  }

  private static boolean tells(List<String> row, String refusal) {
    return Arrays.stream(row.get(1).split(", ", -1))
            .anyMatch(where -> refusal.contains(" for " + where))
        && refusal.contains(row.get(2).replace("`", ""));
  }

  /** One row of the page stands for types that differ in nothing but their name. */
  private static String sameForAll(String message) {
    return message.replace("u128", "i128").replace("without zone", "with zone");
  }

  private static String refusal(Property property, SqlDialect dialect) {
    MeshException refused =
        catchThrowableOfType(MeshException.class, () -> Dialects.bare(dialect).type(property));
    return String.valueOf(refused.getMessage());
  }

  private static void check(List<String> row) {
    Property property = property(row.get(0));
    assertThat(property.dataType().label()).as("resolved type").isEqualTo(row.get(1));
    List<SqlDialect> dialects = List.of(SqlDialect.values());
    assertThat(row).hasSize(2 + dialects.size());
    for (int i = 0; i < dialects.size(); i++) {
      SqlDialect dialect = dialects.get(i);
      assertThat(sqlType(property, dialect)).as(dialect.text()).isEqualTo(row.get(2 + i));
    }
  }

  private static String sqlType(Property property, SqlDialect dialect) {
    try {
      return Dialects.bare(dialect).type(property).replace("`", "");
    } catch (MeshException refused) {
      assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE);
      return REFUSED;
    }
  }

  private static Property property(String yaml) {
    MapNode node = (MapNode) Document.parse(yaml, DocumentFormat.YAML, yaml).root();
    MapNode table =
        MapNode.builder()
            .put("name", "t")
            .put(
                "properties", List.of(node.with("name", io.meshterious.core.document.Node.of("p"))))
            .build();
    return DataContract.lenient(MapNode.builder().put("schema", List.of(table)).build(), yaml)
        .tables()
        .get(0)
        .properties()
        .get(0);
  }
}
