// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReadTest {
  private static final String VALUE =
      "; allowed here is a value: text in double quotes, a number, true, false, null, a list or a map";
  private static final String KEY =
      "; allowed here is a key in double quotes, and no comma after the last entry";
  private static final String NUMBER =
      "found a number that is not in JSON's form; allowed are numbers such as 0, -12 and 1.5e3";

  @Test
  void parse_positions_areThoseOfKeysAndValues() {
    MapNode root = (MapNode) parse("{ \"é😀\" : 1,\r\n\t\"b\":\r [ true,\n  {\"c\" :null} ]}");

    assertThat(root.location()).isEqualTo(new Location(1, 1));
    assertThat(root.entries().get(0).keyLocation()).isEqualTo(new Location(1, 3));
    assertThat(root.entries().get(0).value().location()).isEqualTo(new Location(1, 10));
    assertThat(root.entries().get(1).keyLocation()).isEqualTo(new Location(2, 2));
    ListNode list = (ListNode) root.get("b").orElseThrow();
    assertThat(list.location()).isEqualTo(new Location(3, 2));
    assertThat(list.items().get(0).location()).isEqualTo(new Location(3, 4));
    MapNode inner = (MapNode) list.items().get(1);
    assertThat(inner.location()).isEqualTo(new Location(4, 3));
    assertThat(inner.entries().get(0).keyLocation()).isEqualTo(new Location(4, 4));
    assertThat(inner.entries().get(0).value().location()).isEqualTo(new Location(4, 9));
  }

  @Test
  void parse_positions_holdInLongDocuments() {
    StringBuilder text = new StringBuilder("[\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("  {\"key\": \"").append("é".repeat(i % 50)).append("\"},\n");
    }

    ListNode root = (ListNode) parse(text.append("  0\n]").toString());

    for (int i = 0; i < 20_000; i++) {
      MapNode.Entry entry = ((MapNode) root.items().get(i)).entries().get(0);
      assertThat(entry.keyLocation()).isEqualTo(new Location(i + 2, 4));
      assertThat(entry.value().location()).isEqualTo(new Location(i + 2, 11));
    }
  }

  @Test
  void parse_positionsOfNumbers_holdInLongDocuments() {
    StringBuilder text = new StringBuilder("[0");
    for (int i = 1; i < 30_000; i++) {
      text.append(i % 7 == 0 ? ",\n" : ",").append(i);
    }

    ListNode root = (ListNode) parse(text.append("]").toString());

    int line = 1;
    int column = 2;
    for (int i = 0; i < 30_000; i++) {
      line += i > 0 && i % 7 == 0 ? 1 : 0;
      column = i > 0 && i % 7 == 0 ? 1 : column;
      assertThat(root.items().get(i).location())
          .as("item %d", i)
          .isEqualTo(new Location(line, column));
      column += Integer.toString(i).length() + 1;
    }
  }

  @Test
  void parse_positionOfASingleScalar_isKnown() {
    for (String scalar : List.of("12", "-1.5e3", "true", "null", "\"a\"")) {
      assertThat(parse("\n  " + scalar).location()).as(scalar).isEqualTo(new Location(2, 3));
      assertThat(parse("\n  " + scalar + " ").location()).as(scalar).isEqualTo(new Location(2, 3));
    }
  }

  @Test
  void parse_values_keepTheirKindAndTheNumbersTheirText() {
    Node root = parse("[\"a\\u0000\\n\\/\", 1.50, -0, 1E+2, true, false, null, {}, []]");

    assertThat(root).hasToString("[\"a\u0000\n/\", 1.50, -0, 1E+2, true, false, null, {}, []]");
    assertThat(((ListNode) root).items().stream().map(Node::kindName))
        .isEqualTo(
            List.of(
                "text", "number", "number", "number", "boolean", "boolean", "null", "map", "list"));
  }

  static List<List<String>> mistakes() {
    return List.of(
        List.of("[1,]", "1, column 4: found ']'" + VALUE),
        List.of("{\"a\":1,}", "1, column 8: found '}'" + KEY),
        List.of("{a:1}", "1, column 2: found 'a'" + KEY),
        List.of("\n'x'", "2, column 1: found '''" + VALUE),
        List.of("[.5]", "1, column 2: found '.'" + VALUE),
        List.of("[tru]", "1, column 2: found 'tru'" + VALUE),
        List.of("{\"a\":}", "1, column 6: found '}'" + VALUE),
        List.of("[1 2]", "1, column 4: found '2'; allowed here is a comma or the closing bracket"),
        List.of(
            "{\"a\" 1}", "1, column 6: found '1'; allowed here is the ':' between key and value"),
        List.of("[1]]", "1, column 4: found ']', which closes nothing that is open here"),
        List.of(
            "/*c*/1", "1, column 1: found a comment; JSON has none, so remove it or write YAML"),
        List.of("[01]", "1, column 3: " + NUMBER),
        List.of("[+1]", "1, column 3: " + NUMBER),
        List.of("[1.]", "1, column 3: " + NUMBER),
        List.of("NaN", "1, column 4: " + NUMBER),
        List.of(
            "\"\\x\"",
            "1, column 3: found an unknown escape; allowed are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"),
        List.of(
            "\"a\nb\"",
            "1, column 3: found a control character or a line break in text; write it as an escape such as \\n or \\u000A"),
        List.of(
            "[\u0000]",
            "1, column 3: found a control character; allowed between values are spaces, tabs and line breaks"),
        List.of(
            "[\n{\"a\": 1",
            "2, column 8: the document ends too early; the list or map that begins at line 2, column 1 is not closed"),
        List.of("\"abc", "1, column 5: the document ends too early; its value is not complete"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void parse_mistake_isExplainedWhereItIs(List<String> mistake) {
    DocumentException failure =
        catchThrowableOfType(DocumentException.class, () -> parse(mistake.get(0)));

    assertThat(failure.code()).isEqualTo(DocumentError.SYNTAX);
    assertThat(failure).hasMessage("Cannot read 'a.json', line " + mistake.get(1));
  }

  private static Node parse(String text) {
    return Document.parse(text, DocumentFormat.JSON, "a.json").root();
  }
}
