// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Trees of all shapes with texts that are hard to write down. */
final class RandomTrees {
  private static final List<String> HARD =
      List.of(
          "",
          " ",
          "  ",
          "~",
          "null",
          "Null",
          "yes",
          "No",
          "on",
          "OFF",
          "y",
          "n",
          "true",
          "False",
          "<<",
          "=",
          "1",
          "01",
          "0123",
          "0x1F",
          "0o17",
          "0b11",
          "1_000",
          "1e3",
          "1.5",
          ".5",
          "5.",
          "+1",
          "-1",
          "+",
          "-",
          "--",
          "---",
          "...",
          "... x",
          "--- x",
          "2024-01-01",
          "2024-01-01T10:00:00Z",
          "12:30:00",
          "190:20:30",
          ".inf",
          "-.INF",
          ".nan",
          ".NaN",
          "a: b",
          "a:",
          ":a",
          ": a",
          "a #b",
          "#a",
          "a#b",
          "'",
          "\"",
          "it's",
          "say \"it's\"",
          "\\",
          "\\n",
          "@a",
          "`a`",
          "%TAG",
          "&a",
          "*a",
          "!a",
          "!!str",
          "|",
          "|-",
          ">",
          "[a]",
          "[]",
          "{}",
          "{a: b}",
          "a, b",
          "? a",
          "?",
          "- a",
          "-a",
          "\n",
          "\n\n",
          "a\n",
          "a\nb",
          "a\nb\n",
          "a\n\n",
          "\na",
          "\n\n a",
          " a\nb",
          "a\n b\n",
          "a \nb",
          "a\n   \nb",
          "a\n  ",
          "a\n\tb",
          "\ta",
          "a\tb",
          "a\rb",
          "a\r\nb",
          "\r",
          "\u0000",
          "\u0007",
          "\u007F",
          "a\u0085b",
          "a\u2028b",
          "a\u2029b",
          "\uFEFF",
          "a\uFEFFb",
          "\uFEFFa\nb",
          "\u00A0",
          "é",
          "日本語",
          "😀",
          "a\n😀\n",
          "\uFFFD",
          "\uFFFE",
          "\uFFFF",
          "\uD83F\uDFFE",
          "\uDBFF\uDFFF",
          "\u200B",
          "\u202E",
          "# a\nb",
          "---\na",
          "a\n---\nb",
          "a\n...\n",
          "key: |\n  text\n",
          "trailing ",
          " leading",
          "%",
          "%YAML 1.2\n---",
          "a\n\n\n",
          "\u000B",
          "\f",
          "\b",
          "\u001B[0m");

  private final Random random;

  RandomTrees(long seed) {
    this.random = new Random(seed);
  }

  Node tree() {
    int shape = random.nextInt(10);
    return shape == 0 ? chain(20 + random.nextInt(40)) : node(shape < 3 ? 0 : 5);
  }

  private Node chain(int depth) {
    Node node = node(0);
    for (int i = 0; i < depth; i++) {
      node =
          random.nextBoolean()
              ? ListNode.of(List.of(node))
              : MapNode.builder().put(text(), node).build();
    }
    return node;
  }

  private Node node(int depth) {
    int choice = random.nextInt(depth == 0 ? 6 : 12);
    if (choice < 3) {
      return ScalarNode.text(text());
    } else if (choice == 3) {
      return number();
    } else if (choice == 4) {
      return ScalarNode.flag(random.nextBoolean());
    } else if (choice == 5) {
      return ScalarNode.NULL;
    }
    int size = random.nextInt(5);
    if (choice < 9) {
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        items.add(node(depth - 1));
      }
      return ListNode.of(items);
    }
    MapNode.Builder map = MapNode.builder();
    for (int i = 0; i < size; i++) {
      map.put(text(), node(depth - 1));
    }
    return map.build();
  }

  private Node number() {
    return switch (random.nextInt(7)) {
      case 0 -> ScalarNode.number(random.nextInt(20) - 10);
      case 1 -> ScalarNode.number(random.nextLong());
      case 2 -> ScalarNode.number(random.nextDouble() * Math.pow(10, random.nextInt(600) - 300));
      case 3 ->
          ScalarNode.number(new BigDecimal(new BigInteger(200, random), random.nextInt(400) - 200));
      case 4 -> ScalarNode.number(new BigInteger(1 + random.nextInt(3000), random));
      case 5 ->
          written(
              List.of(
                      "0x1F", "0o17", "+1", ".5", "1.", "-.5", "+0.50", "007", "1.e3", "-0", "1E+5",
                      "00.0")
                  .get(random.nextInt(12)));
      default ->
          ScalarNode.number(
              new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(18000) - 9000));
    };
  }

  private static Node written(String text) {
    return new ScalarNode(ScalarNode.Kind.NUMBER, text, Location.NONE);
  }

  private String text() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> HARD.get(random.nextInt(HARD.size()));
      case 2 -> HARD.get(random.nextInt(HARD.size())) + HARD.get(random.nextInt(HARD.size()));
      case 3 -> characters("ab:#-?'\"\\{}[],&*!|>%@ \n\t~0.1_ye", 12);
      case 4 -> codePoints(random.nextInt(random.nextInt(50) == 0 ? 3000 : 12));
      default -> characters("abcdefghijklmnopqrstuvwxyz_ ", 16);
    };
  }

  private String characters(String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String codePoints(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int bound = List.of(0x80, 0x400, 0x3000, 0x10000, 0x110000).get(random.nextInt(5));
      int c = random.nextInt(bound);
      if (c < 0xD800 || c > 0xDFFF) {
        text.appendCodePoint(c);
      }
    }
    return text.toString();
  }
}
