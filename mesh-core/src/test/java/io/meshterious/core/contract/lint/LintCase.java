// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.lint;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A piece of a contract and what one rule says about it. Cases stand in {@code cases.txt}, each
 * after a line {@code === rule @form}. The form says what the piece is: a whole file, more keys of
 * a contract, of its table {@code t}, or of that table's property {@code a}. A line of hyphens ends
 * the indentation. Lines that start with {@code >>>} are what is expected.
 *
 * @param rule the rule
 * @param yaml the whole contract
 * @param expected line, column, path and message of each finding of the rule
 */
record LintCase(LintRule rule, String yaml, List<String> expected) {
  private static final String HEADER =
      "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\n";

  static List<LintCase> all() throws IOException {
    try (InputStream in = Objects.requireNonNull(LintCase.class.getResourceAsStream("cases.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<LintCase> cases = new ArrayList<>();
      for (String block : text.substring(text.indexOf("=== ")).split("(?m)^=== ", -1)) {
        if (!block.isBlank()) {
          cases.add(parse(block.lines().toList()));
        }
      }
      return cases;
    }
  }

  private static LintCase parse(List<String> lines) {
    String[] title = lines.get(0).split(" ", -1);
    LintRule rule = LintRule.valueOf(title[0].toUpperCase(Locale.ROOT).replace('-', '_'));
    StringBuilder yaml = new StringBuilder(title[1].equals("@file") ? "" : HEADER);
    String indent = "";
    if (title[1].equals("@table") || title[1].equals("@field")) {
      yaml.append("schema:\n  - name: t\n");
      indent = "    ";
    }
    if (title[1].equals("@field")) {
      yaml.append("    properties:\n      - name: a\n");
      indent = "        ";
    }
    List<String> expected = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith(">>> ")) {
        expected.add(line.substring(4));
      } else if (line.startsWith("----")) {
        indent = "";
      } else if (!line.isEmpty()) {
        yaml.append(indent).append(line).append('\n');
      }
    }
    return new LintCase(rule, yaml.toString(), expected);
  }

  /** The contract that the case is about. */
  DataContract contract() {
    return DataContract.lenient(Document.parse(yaml, DocumentFormat.YAML, "case.yaml"));
  }

  @Override
  public String toString() {
    return rule.id() + ": " + yaml.strip().lines().reduce((first, last) -> last).orElse("").strip();
  }
}
