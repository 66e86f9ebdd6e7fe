// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentWriteTest {
  private static final Node SAMPLE =
      MapNode.builder()
          .put("apiVersion", "v3.1.0")
          .put("active", true)
          .put("description", "first\n  indented\n\nlast\n")
          .put(
              "tags",
              List.of(
                  "a",
                  "b: c",
                  List.of(1, List.of(), Map.of()),
                  MapNode.builder().put("x", List.of(1.5)).put("z", "a\nb").build()))
          .put("empty", Map.of())
          .put("none", List.of())
          .put("nothing", null)
          .put(
              "quoted",
              List.of("it's", "it's: x", "say \"hi\"", "'a': \"b\"", "a\tb", " a", "C:\\new"))
          .put("", "")
          .build();

  @Test
  void write_yaml_isInBlockStyle() {
    assertThat(Document.write(SAMPLE, DocumentFormat.YAML))
        .isEqualTo(
            """
            apiVersion: v3.1.0
            active: true
            description: |
              first
                indented

              last
            tags:
              - a
              - 'b: c'
              - - 1
                - []
                - {}
              - x:
                  - 1.5
                z: |-
                  a
                  b
            empty: {}
            none: []
            nothing: null
            quoted:
              - it's
              - "it's: x"
              - say "hi"
              - '''a'': "b"'
              - "a\\tb"
              - ' a'
              - C:\\new
            '': ''
            """);
  }

  @Test
  void write_json_isIndented() {
    assertThat(Document.write(SAMPLE, DocumentFormat.JSON))
        .isEqualTo(
            """
            {
              "apiVersion": "v3.1.0",
              "active": true,
              "description": "first\\n  indented\\n\\nlast\\n",
              "tags": [
                "a",
                "b: c",
                [
                  1,
                  [],
                  {}
                ],
                {
                  "x": [
                    1.5
                  ],
                  "z": "a\\nb"
                }
              ],
              "empty": {},
              "none": [],
              "nothing": null,
              "quoted": [
                "it's",
                "it's: x",
                "say \\"hi\\"",
                "'a': \\"b\\"",
                "a\\tb",
                " a",
                "C:\\\\new"
              ],
              "": ""
            }
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "N",
        "true",
        "False",
        "null",
        "NULL",
        "~",
        "",
        " ",
        "a ",
        "=",
        "<<",
        "1",
        "-1",
        "+1",
        "1e3",
        "1.5",
        ".5",
        "5.",
        "0x1F",
        "0o17",
        "0b11",
        "0123",
        "1_000",
        "12:30:00",
        "190:20:30.5",
        "2024-01-01",
        "2024-01-01T10:00:00Z",
        "2024-1-1 9:00",
        ".inf",
        "-.INF",
        ".nan",
        "1.0.0",
        "...",
        "... x",
        "---",
        "- a",
        "? a",
        ": a",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "[a]",
        "{a}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'a'",
        "%a",
        "@a",
        "`a`"
      })
  void write_textThatAnotherYamlTakesForSomethingElse_isQuoted(String text) {
    String written = Document.write(Node.of(Map.of("key", text)), DocumentFormat.YAML);

    assertThat(written).matches("key: (['\"]).*\\1\n");
    assertThat(Document.write(Node.of(Map.of(text, "value")), DocumentFormat.YAML))
        .matches("(['\"]).*\\1: value\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a b",
        "it's",
        "a:b",
        "a#b",
        "v1.0.0",
        "1st",
        "3 apples",
        "2024 was long",
        "10%",
        "é",
        "日本語",
        "😀",
        "a, b",
        "a [b]",
        "yesterday",
        "none",
        "http://host:80/path?x=1&y=2#z",
        "qty * unit_price",
        "mesh.kind",
        "user@host"
      })
  void write_harmlessText_isPlain(String text) {
    assertThat(Document.write(Node.of(Map.of("key", text)), DocumentFormat.YAML))
        .isEqualTo("key: " + text + "\n");
  }

  @Test
  void write_longText_isNotFolded() {
    String text = "word ".repeat(2_000).strip();

    assertThat(Document.write(Node.of(Map.of("key", text)), DocumentFormat.YAML))
        .isEqualTo("key: " + text + "\n");
  }

  @Test
  void write_longKey_isExplicit() {
    Node node =
        MapNode.builder().put("k".repeat(1_001), Map.of("a", 1)).put("k".repeat(1_000), 2).build();

    String written = Document.write(node, DocumentFormat.YAML);

    assertThat(written)
        .isEqualTo("? " + "k".repeat(1_001) + "\n:\n  a: 1\n" + "k".repeat(1_000) + ": 2\n");
    assertThat(Document.parse(written, DocumentFormat.YAML, "x").root()).isEqualTo(node);
  }

  @ParameterizedTest
  @CsvSource({
    "0x1F,31",
    "0o17,15",
    "+1,1",
    ".5,0.5",
    "-.5,-0.5",
    "1.,1",
    "1.e3,1e3",
    "007,7",
    "-000.50,-0.50",
    "-0,-0",
    "00,0",
    "1E+5,1E+5",
    "+.5e-3,0.5e-3",
    "1e10000,1e10000"
  })
  void write_number_keepsItsTextInYaml_andTakesJsonsFormInJson(String number, String json) {
    ScalarNode node = new ScalarNode(ScalarNode.Kind.NUMBER, number, Location.NONE);

    assertThat(Document.write(node, DocumentFormat.YAML)).isEqualTo(number + "\n");
    assertThat(Document.write(node, DocumentFormat.JSON)).isEqualTo(json + "\n");
    assertThat(Document.parse(json, DocumentFormat.JSON, "x").root())
        .isEqualTo(node)
        .hasSameHashCodeAs(node);
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void write_charactersThatCannotBeSeen_areEscaped(DocumentFormat format) {
    assertThat(
            Document.write(
                ScalarNode.text("\u0000\b\u001B\u007F\u0085\u00A0\u2028\u202E\uFEFF\uFFFF/é"),
                format))
        .isEqualTo("\"\\u0000\\b\\u001B\\u007F\\u0085\\u00A0\\u2028\\u202E\\uFEFF\\uFFFF/é\"\n");
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void write_halfOfASurrogatePair_isRefused(DocumentFormat format) {
    for (Node node :
        List.of(
            ScalarNode.text("a\uD83D"),
            Node.of(Map.of("a\uD83D", 1)),
            ScalarNode.text("a\uD83D\nb"))) {
      assertThatThrownBy(() -> Document.write(node, format))
          .isInstanceOfSatisfying(
              MeshException.class,
              failure -> assertThat(failure.code()).isEqualTo(DocumentError.UNWRITABLE))
          .hasMessageMatching(
              "Cannot write the text 'a\\\\uD83D.*': U\\+D83D is half of a surrogate pair, which is no character; write both halves");
    }
  }

  @ParameterizedTest
  @EnumSource(DocumentFormat.class)
  void write_tooDeep_isRefused(DocumentFormat format) {
    Node node = ListNode.EMPTY;
    for (int i = 0; i < 100_000; i++) {
      node = new ListNode(List.of(node), Location.NONE);
    }
    Node deep = node;

    assertThatThrownBy(() -> Document.write(deep, format))
        .isInstanceOf(MeshException.class)
        .hasMessage("Cannot write the document: maps and lists nest deeper than 256 levels");
  }

  @Test
  void write_textLikeALongNumber_takesLinearTime() {
    for (String text :
        List.of(
            "1".repeat(500_000) + "x",
            ":1".repeat(500_000),
            "1:".repeat(500_000) + "x",
            "1_".repeat(500_000))) {
      String written =
          Assertions.assertTimeout(
              Duration.ofSeconds(5),
              () -> Document.write(ScalarNode.text(text), DocumentFormat.YAML));
      assertThat(Document.parse(written, DocumentFormat.YAML, "x").root())
          .isEqualTo(ScalarNode.text(text));
    }
  }

  @Test
  void numberNode_thatIsNone_isRefused() {
    for (String text :
        List.of("", "1e", "0x", "a", "NaN", "1e10001", "1e999999999", "1".repeat(1_001), "1 ")) {
      assertThatThrownBy(() -> new ScalarNode(ScalarNode.Kind.NUMBER, text, Location.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot make a number node of '");
    }
    assertThatThrownBy(() -> ScalarNode.number(new BigDecimal("1e999999999")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ScalarNode(ScalarNode.Kind.BOOLEAN, "yes", Location.NONE))
        .hasMessage("Cannot make a boolean node of 'yes': allowed are true and false");
  }

  @Test
  void numberNode_withTheLargestExponent_isComparedQuickly() {
    ScalarNode large = new ScalarNode(ScalarNode.Kind.NUMBER, "1e10000", Location.NONE);
    ScalarNode small = new ScalarNode(ScalarNode.Kind.NUMBER, "1e-10000", Location.NONE);

    assertThat(large.isInteger()).isTrue();
    assertThat(small.isInteger()).isFalse();
    assertThat(large).isNotEqualTo(small).isEqualTo(ScalarNode.number(new BigDecimal("1E+10000")));
  }

  @Test
  void mapBuilder_usedAfterBuild_leavesTheMapAlone() {
    MapNode.Builder builder = MapNode.builder().put("a", 1);
    MapNode first = builder.build();

    MapNode second = builder.put("b", 2).build();

    assertThat(first.keys()).containsExactly("a");
    assertThat(second.keys()).containsExactly("a", "b");
  }
}
