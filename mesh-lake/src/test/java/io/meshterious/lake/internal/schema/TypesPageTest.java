// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The column "Iceberg" of the table of types in the documentation says what the code does. */
class TypesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "types.md");

  /** The Iceberg column: what the page says for each label of a type, such as {@code i8}. */
  private static Map<String, String> iceberg() throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| type | Iceberg |")) {
        inside = true;
      } else if (!line.startsWith("|")) {
        inside = false;
      } else if (inside && !line.startsWith("|---")) {
        List<String> cells = Arrays.asList(line.substring(2).split(" \\| ", -1));
        for (String label : cells.get(0).split(", (?![a-z]\\))", -1)) {
          said.put(label, cells.get(1));
        }
      }
    }
    return said;
  }

  /** A property of every type, from the rows of the page's table of SQL types. */
  private static List<String> properties() throws IOException {
    List<String> properties = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `{")) {
        properties.add(line.substring(3, line.indexOf("` |")));
      }
    }
    return properties;
  }

  @Test
  void page_namesEveryTypeOnce() throws IOException {
    Set<String> covered = new LinkedHashSet<>();
    for (String property : properties()) {
      covered.add(label(type(property)));
    }
    assertThat(iceberg().keySet()).containsExactlyInAnyOrderElementsOf(covered);
  }

  @TestFactory
  Stream<DynamicTest> page_saysWhatTheCodeDoes() throws IOException {
    Map<String, String> iceberg = iceberg();
    return properties().stream()
        .flatMap(
            property ->
                Stream.of(2, 3)
                    .map(
                        version ->
                            DynamicTest.dynamicTest(
                                property + " v" + version,
                                () -> check(property, iceberg, version))));
  }

  private static DataType type(String property) {
    return Contracts.table(Contracts.property(property)).properties().get(0).dataType();
  }

  /** The label under which the page has a type. */
  private static String label(DataType type) {
    if (type instanceof DataType.Decimal) {
      return "decimal(p,s)";
    } else if (type instanceof DataType.Text) {
      return "text(n)";
    } else if (type instanceof DataType.Time) {
      return "time(n)";
    } else if (type instanceof DataType.Timestamp timestamp) {
      return "timestamp(n) " + (timestamp.zoned() ? "with zone" : "without zone");
    } else if (type instanceof DataType.Struct) {
      return "struct";
    }
    return type instanceof DataType.Array ? "array" : type.label();
  }

  private static void check(String property, Map<String, String> iceberg, int version) {
    DataContract contract = Contracts.property(property);
    DataType type = type(property);
    String said = iceberg.get(label(type));
    boolean fine =
        type instanceof DataType.Time time && time.fraction() > 6
            || type instanceof DataType.Timestamp timestamp && timestamp.fraction() > 6;
    boolean storable =
        !said.equals("none") && !(type instanceof DataType.Time && fine) && !(fine && version == 2);
    if (!storable) {
      assertThatThrownBy(() -> TableLayout.of(contract, Contracts.table(contract), version))
          .isInstanceOfSatisfying(
              MeshException.class,
              refused -> assertThat(refused.code()).isEqualTo(TableError.NOT_STORABLE))
          .hasMessageContaining("'t.p'")
          .hasMessageContaining("; use ");
      return;
    }
    Type column =
        TableLayout.of(contract, Contracts.table(contract), version).schema().findType("p");
    assertThat(name(column)).isEqualTo(expected(said, type, fine));
  }

  /** Iceberg's name of a type as the page writes it. */
  private static String name(Type type) {
    if (type.isStructType() || type.isListType()) {
      return type.isStructType() ? "struct" : "list";
    }
    return type.toString();
  }

  private static String expected(String said, DataType type, boolean fine) {
    List<String> names =
        Arrays.stream(said.split("`", -1)).filter(it -> it.matches("[a-z_]+(\\(.*\\))?")).toList();
    String name = names.get(fine ? 1 : 0);
    if (type instanceof DataType.Decimal decimal) {
      return "decimal(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    return name;
  }
}
