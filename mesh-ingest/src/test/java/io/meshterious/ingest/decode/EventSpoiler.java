// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.testkit.SeededRandom;
import java.util.Arrays;
import java.util.List;

/** Changes an event a little, in ways that producers get wrong, and in ways that nobody means. */
final class EventSpoiler {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e3",
          "1E400",
          "-0",
          "0.10",
          "12345678901234567890",
          "0.30000000000000004",
          "\"\"",
          "\"x\"",
          "{}",
          "[]",
          "[1,1]",
          "\"2026-02-30\"",
          "\"2026-01-31T23:59:60Z\"",
          "\"Käse\"",
          "\"\\u00e4\\ud83d\\ude00\"",
          "\"\\ud83d\"",
          "01",
          "1.",
          "+1",
          "NaN",
          "nul",
          "\"a\\x\"",
          "\"2026-01-05T00:00:00.123456789+01:00\"");
  private static final String BYTES = "{}[]\",:\\ \n\t0123456789-+.eEaznulltrfs\u00e4";

  private final SeededRandom random;

  EventSpoiler(SeededRandom random) {
    this.random = random;
  }

  byte[] spoil(byte[] event) {
    byte[] spoiled = event;
    for (int i = random.oneIn(4) ? 2 : 1; i > 0; i--) {
      spoiled = once(spoiled);
    }
    return spoiled;
  }

  private byte[] once(byte[] event) {
    if (event.length < 2) {
      return event;
    }
    int at = random.below(event.length);
    return switch (random.below(9)) {
      case 0 -> Arrays.copyOf(event, at);
      case 1 -> spliced(event, at, at + 1, "");
      case 2 -> spliced(event, at, at + 1, anyByte());
      case 3 -> spliced(event, at, at, anyByte());
      case 4 -> value(event, at);
      case 5 -> member(event, at, "");
      case 6 -> member(event, at, "twice");
      case 7 -> spaces(event);
      default -> bytes(event, at);
    };
  }

  private String anyByte() {
    return String.valueOf(BYTES.charAt(random.below(BYTES.length())));
  }

  private byte[] bytes(byte[] event, int at) {
    byte[] copy = event.clone();
    copy[at] = (byte) random.below(256);
    return copy;
  }

  private static byte[] spliced(byte[] event, int from, int to, String between) {
    byte[] middle = between.getBytes(UTF_8);
    byte[] spliced = new byte[from + middle.length + event.length - to];
    System.arraycopy(event, 0, spliced, 0, from);
    System.arraycopy(middle, 0, spliced, from, middle.length);
    System.arraycopy(event, to, spliced, from + middle.length, event.length - to);
    return spliced;
  }

  /** Another value for some member near a place. */
  private byte[] value(byte[] event, int at) {
    int[] member = memberAt(event, at);
    String value = VALUES.get(random.below(VALUES.size()));
    return member == null ? event : spliced(event, member[1], member[2], value);
  }

  /** Without a member near a place, or with it twice. */
  private byte[] member(byte[] event, int at, String how) {
    int[] member = memberAt(event, at);
    if (member == null) {
      return event;
    } else if (how.isEmpty()) {
      int to = member[2] < event.length && event[member[2]] == ',' ? member[2] + 1 : member[2];
      return spliced(event, member[0], to, "");
    }
    String text = new String(event, member[0], member[2] - member[0], UTF_8);
    return spliced(event, member[0], member[0], text + ",");
  }

  /** Where a member with a simple value begins, where its value does, and where it ends. */
  private static int[] memberAt(byte[] event, int at) {
    for (int i = at; i < event.length - 3; i++) {
      if (event[i] == '"' && event[i + 1] == ':') {
        int start = i - 1;
        while (start > 0 && event[start] != '"') {
          start--;
        }
        int end = i + 2;
        boolean text = event[end] == '"';
        end += text ? 1 : 0;
        while (end < event.length && (text ? event[end] != '"' : ",}]".indexOf(event[end]) < 0)) {
          end++;
        }
        return new int[] {start, i + 2, Math.min(event.length, text ? end + 1 : end)};
      }
    }
    return null;
  }

  /** White space where it may stand, as other libraries write it. */
  private byte[] spaces(byte[] event) {
    String text = new String(event, UTF_8);
    return text.replace("\":", "\": ").replace(",\"", ", \"").getBytes(UTF_8);
  }
}
