// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReadTest {
  private static final String TAGS =
      "allowed are !!str, !!int, !!float, !!bool and !!null before scalars, !!map before maps and !!seq before lists";

  @Test
  void parse_positions_areThoseOfKeysAndValues() {
    MapNode root =
        (MapNode)
            parse(
                "# a comment\nid: 1\nschema:\n  - name: 'a'\n    text: |\n      b\n  - []\n\"é😀\": x\n");

    assertThat(root.location()).isEqualTo(new Location(2, 1));
    assertThat(root.entries().get(0).keyLocation()).isEqualTo(new Location(2, 1));
    assertThat(root.entries().get(0).value().location()).isEqualTo(new Location(2, 5));
    ListNode list = (ListNode) root.get("schema").orElseThrow();
    assertThat(list.location()).isEqualTo(new Location(4, 3));
    MapNode table = (MapNode) list.items().get(0);
    assertThat(table.location()).isEqualTo(new Location(4, 5));
    assertThat(table.entries().get(0).value().location()).isEqualTo(new Location(4, 11));
    assertThat(table.entries().get(1).keyLocation()).isEqualTo(new Location(5, 5));
    assertThat(table.entries().get(1).value().location()).isEqualTo(new Location(5, 11));
    assertThat(list.items().get(1).location()).isEqualTo(new Location(7, 5));
    assertThat(root.entries().get(2).keyLocation()).isEqualTo(new Location(8, 1));
    assertThat(root.entries().get(2).value().location()).isEqualTo(new Location(8, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"~", "null", "Null", "NULL", "!!null null"})
  void parse_null_isNull(String text) {
    assertThat(value(text)).isEqualTo(ScalarNode.NULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "TRUE", "!!bool true"})
  void parse_true_isABoolean(String text) {
    assertThat(value(text)).isEqualTo(ScalarNode.flag(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+12",
        "0123",
        "0o17",
        "0xFf",
        "1.5",
        ".5",
        "5.",
        "1e3",
        "1.e3",
        "-.5E-2",
        "!!int 3",
        "!!float 3"
      })
  void parse_number_keepsItsText(String text) {
    ScalarNode value = (ScalarNode) value(text);

    assertThat(value.isNumber()).isTrue();
    assertThat(value.text()).isEqualTo(text.substring(text.indexOf(' ') + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "Off",
        "y",
        "nULL",
        "tRUE",
        "2024-01-01",
        "2024-01-01T10:00:00Z",
        "12:30:00",
        "1_000",
        "0b11",
        "-0x1F",
        "0x",
        "0o8",
        "0xg",
        "1e",
        "1e+",
        "e3",
        ".",
        "+",
        ".e3",
        "1.2.3",
        "v1",
        "=",
        "inf",
        "nan",
        "..inf",
        "١"
      })
  void parse_whatOnlyOtherVersionsTakeForAValue_isText(String text) {
    assertThat(value(text)).isEqualTo(ScalarNode.text(text));
  }

  @Test
  void parse_quotedAndTaggedText_isText() {
    assertThat(parse("['1', \"true\", !!str 1, ! null, '', !!str ]"))
        .isEqualTo(Node.of(List.of("1", "true", "1", "null", "", "")));
  }

  @Test
  void parse_emptyValue_isNull() {
    assertThat(parse("a:\nb: [x, {c}]\n")).hasToString("{a: , b: [\"x\", {c: }]}");
  }

  @Test
  void parse_scalarKeys_areTheirText() {
    assertThat(((MapNode) parse("1: a\ntrue: b\n'': c\n2024-01-01: d\n'<<': e\n? f\n: g\n")).keys())
        .containsExactly("1", "true", "", "2024-01-01", "<<", "f");
  }

  @Test
  void parse_blockScalars_areFoldedAndChomped() {
    assertThat(parse("a: |\n  x\n   y\n\nb: >-\n  x\n  y\nc: |+\n  x\n\n"))
        .isEqualTo(MapNode.builder().put("a", "x\n y\n").put("b", "x y").put("c", "x\n\n").build());
  }

  @Test
  void parse_windowsLineEnds_areLineEnds() {
    assertThat(parse("a: |\r\n  x\r\n  y\r\nb: 1\r\n"))
        .isEqualTo(MapNode.builder().put("a", "x\ny\n").put("b", 1).build());
  }

  @Test
  void parse_alias_repeatsTheValue_withItsLocation() {
    MapNode root = (MapNode) parse("a: &x {b: [1]}\nc: *x\nd: &x 2\ne: *x\n? *x\n: f\n");

    assertThat(root.get("c")).isEqualTo(root.get("a"));
    assertThat(root.get("c").orElseThrow().location()).isEqualTo(new Location(1, 4));
    assertThat(root.get("e")).contains(ScalarNode.number(2));
    assertThat(root.text("2")).contains("f");
  }

  @Test
  void parse_aliasBomb_isRefusedAtOnce() {
    StringBuilder bomb = new StringBuilder("a0: &a0 lol\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a" + i + ": &a" + i + " [")
          .append(("*a" + (i - 1) + ", ").repeat(9))
          .append("]\n");
    }

    DocumentException failure =
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> failure(bomb.toString()));

    assertThat(failure.code()).isEqualTo(DocumentError.TOO_MANY_NODES);
    assertThat(failure)
        .hasMessage(
            "Cannot read 'a.yaml', line 8, column 20: there are more than 2,000,000 values, those repeated by aliases counted"
                + " each time; split it, or read it with ReadLimits.DEFAULT.withNodes(…)");
  }

  @Test
  void parse_aliasesOfLongText_areRefusedAtOnce() {
    DocumentException failure =
        failure("a: &a " + "x".repeat(1_000_000) + "\nb: [" + "*a, ".repeat(1_000) + "]");

    assertThat(failure.code()).isEqualTo(DocumentError.ALIAS);
    assertThat(failure)
        .hasMessage(
            "Cannot read 'a.yaml', line 2, column 65: aliases repeat text until it has more than 16,777,216 characters;"
                + " repeat less, or read it with ReadLimits.DEFAULT.withBytes(…)");
  }

  @Test
  void parse_aliasesThatNest_countAsDepth() {
    StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 600; i++) {
      deep.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
    }

    DocumentException failure = failure(deep.toString());

    assertThat(failure.code()).isEqualTo(DocumentError.TOO_DEEP);
    assertThat(failure.location()).isEqualTo(new Location(64, 12));
  }

  @Test
  void parse_longScalarsAndLines_takeLinearTime() {
    Map<String, String> texts =
        Map.of(
            "plain", "b ".repeat(4_000_000) + "b",
            "double-quoted", "\"" + "\\n".repeat(4_000_000) + "\"",
            "single-quoted", "'" + "''".repeat(4_000_000) + "'",
            "blank lines", "x" + "\n\n".repeat(4_000_000) + "  y",
            "comment", "x #" + "#".repeat(8_000_000),
            "flow", "[" + "[], ".repeat(500_000) + "]");
    texts.forEach(
        (name, text) ->
            Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> parse("a: " + text + "\n"), name));
  }

  static List<List<Object>> mistakes() {
    DocumentError syntax = DocumentError.SYNTAX;
    DocumentError alias = DocumentError.ALIAS;
    DocumentError unsupported = DocumentError.UNSUPPORTED;
    return List.of(
        List.of(
            syntax,
            "a: b: c",
            "1, column 5: ': ' stands where no key can be; quote text that holds ': ', or put the key on a line of its own"),
        List.of(
            syntax,
            "a:\n\tb: 1",
            "2, column 1: a tab stands where indentation or a value begins; indent with spaces"),
        List.of(
            syntax,
            "a: \"x\n",
            "2, column 1: the file ends inside quoted text that begins at line 1, column 4; add the closing quote"),
        List.of(
            syntax,
            "a: [1, 2\nb: 3",
            "2, column 2: ',' or ']' is missing in the list that begins at line 1, column 4"),
        List.of(
            syntax,
            "{a: b",
            "1, column 6: ',' or '}' is missing in the map that begins at line 1, column 1"),
        List.of(
            syntax,
            "a: 1\nb\n",
            "3, column 1: ':' is missing after the key that begins at line 2, column 1; write 'key: value', and indent text that goes on"),
        List.of(
            syntax,
            "- a\nb: 1",
            "2, column 1: what stands here fits neither the map or list that begins at line 1, column 1 nor one around it; align the keys or dashes of one map or list, and let nothing follow a closing quote"),
        List.of(
            syntax,
            "a: @x",
            "1, column 4: found character '@' that cannot begin a value; quote the text"),
        List.of(
            syntax,
            "a: ]",
            "1, column 4: found ']' where a value is expected; write the value, or quote text that begins with such a character"),
        List.of(
            syntax,
            "a: \"\\q\"",
            "1, column 6: found an unknown escape in double-quoted text that begins at line 1, column 4; write \\\\ for a backslash, or use single quotes"),
        List.of(
            syntax,
            "%FOO\na: 1",
            "2, column 1: '---' is missing after the lines that begin with '%'; or something follows a finished document"),
        List.of(
            syntax, "a: \"\\UFFFFFFFF\"", "1, column 1: the YAML after this place is not valid"),
        List.of(
            syntax,
            "a:\n  b\u0000",
            "2, column 4: the character U+0000 is not allowed; write \"\\u0000\" in double quotes"),
        List.of(
            alias,
            "a: *x",
            "1, column 4: the alias '*x' names no anchor; write '&x' before the value it repeats"),
        List.of(
            alias,
            "a: &x [*x]",
            "1, column 8: the alias '*x' stands inside the value it repeats, which would never end; move it out"),
        List.of(
            unsupported, "a: !foo x", "1, column 4: the tag '!foo' is not supported here; " + TAGS),
        List.of(
            unsupported,
            "a: !!binary x",
            "1, column 4: the tag '!!binary' is not supported here; " + TAGS),
        List.of(
            unsupported,
            "a: !!set {x}",
            "1, column 4: the tag '!!set' is not supported here; " + TAGS),
        List.of(
            unsupported,
            "a: !!map [x]",
            "1, column 4: the tag '!!map' is not supported here; " + TAGS),
        List.of(
            unsupported,
            "a: !!int x",
            "1, column 4: the tag '!!int' does not fit 'x'; remove the tag or correct the value"),
        List.of(
            unsupported,
            "a: .inf",
            "1, column 4: '.inf' is not a finite number; allowed are finite ones; quote it if text is meant"),
        List.of(
            unsupported,
            "a: -.INF",
            "1, column 4: '-.INF' is not a finite number; allowed are finite ones; quote it if text is meant"),
        List.of(
            unsupported,
            "a: .NaN",
            "1, column 4: '.NaN' is not a finite number; allowed are finite ones; quote it if text is meant"),
        List.of(
            unsupported,
            "? [a]\n: b",
            "1, column 3: a map or a list stands where a key is expected; allowed are keys of text, and text that holds braces is quoted"),
        List.of(
            unsupported,
            "a: {{b}}",
            "1, column 5: a map or a list stands where a key is expected; allowed are keys of text, and text that holds braces is quoted"),
        List.of(
            unsupported,
            "<<: {a: 1}",
            "1, column 1: the merge key '<<' is not supported; write the entries out, or quote it if text is meant"),
        List.of(
            unsupported,
            "~: 1",
            "1, column 1: a key is missing or null; allowed are keys of text, and '\"\"' is the empty one"),
        List.of(
            unsupported,
            "a: &x [1]\n*x : 2",
            "2, column 1: an alias of a map, a list or null stands where a key is expected; allowed are keys of text"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void parse_mistake_isExplainedWhereItIs(List<Object> mistake) {
    DocumentException failure = failure((String) mistake.get(1));

    assertThat(failure.code()).isEqualTo(mistake.get(0));
    assertThat(failure).hasMessage("Cannot read 'a.yaml', line " + mistake.get(2));
    assertThat(mistake.get(2).toString())
        .startsWith(failure.location().line() + ", column " + failure.location().column() + ":");
  }

  private static Node value(String text) {
    return ((MapNode) parse("a: " + text)).get("a").orElseThrow();
  }

  private static Node parse(String text) {
    return Document.parse(text, DocumentFormat.YAML, "a.yaml").root();
  }

  private static DocumentException failure(String text) {
    return catchThrowableOfType(DocumentException.class, () -> parse(text));
  }
}
