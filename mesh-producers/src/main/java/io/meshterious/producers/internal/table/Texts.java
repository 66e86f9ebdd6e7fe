// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternTexts;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Shuffle;
import io.meshterious.producers.internal.json.Ascii;
import io.meshterious.producers.internal.json.Choice;
import io.meshterious.producers.internal.json.Escapes;
import io.meshterious.producers.internal.json.ShortText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** Columns of texts. */
final class Texts {
  private static final int LONGEST = 64;
  private static final long MANY = 1L << 61;
  private static final int POOL = 4096;

  private final TableProgram table;
  private final Property property;
  private final long key;

  Texts(TableProgram table, Property property) {
    this.table = table;
    this.property = property;
    this.key = table.key(property);
  }

  TextValue values() {
    DataType type = property.dataType();
    if (type instanceof DataType.Uuid) {
      return uuid();
    } else if (type instanceof DataType.Binary) {
      return this::base64;
    } else if (property.options().pattern().isPresent()) {
      return pattern();
    }
    return property.options().format().flatMap(this::format).orElseGet(this::plain);
  }

  /** The texts that match a property's pattern, of the lengths it allows. */
  static PatternTexts matching(Property property) {
    TypeOptions options = property.options();
    int least = Math.min(1000, options.minLength().orElse(0));
    int most = Math.max(least, Math.min(LONGEST, options.maxLength().orElse(LONGEST)));
    return LinearPattern.compile(options.pattern().orElse("")).texts(least, most);
  }

  private TextValue pattern() {
    PatternTexts texts = matching(property);
    long count = texts.count();
    if (count == 0) {
      throw table.refusal(property, "no text of at most " + LONGEST + " characters matches");
    }
    LongValue numbers = numbers(count);
    Optional<List<String>> places = texts.places();
    if (places.isPresent() && places.get().stream().allMatch(Texts::plainAscii)) {
      return count < MANY ? digits(places.get(), numbers) : drawn(places.get());
    }
    return (row, out) -> put(texts.text(numbers.at(row)), out);
  }

  /** Keys count up from 1, other texts that differ are shuffled, and the rest is drawn. */
  private LongValue numbers(long count) {
    if (!ColumnMaker.differs(table, property)) {
      return row -> Draw.below(Draw.bits(key, row), count);
    }
    boolean counted = property.primaryKey() || property.name().endsWith("_id");
    return counted ? row -> (row + 1) % count : new Shuffle(count, key)::at;
  }

  private static boolean plainAscii(String members) {
    return members.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
  }

  /** Texts as numbers whose digits are the characters of each place. */
  private static TextValue digits(List<String> places, LongValue numbers) {
    byte[][] members = members(places);
    byte[] text = new byte[members.length];
    for (int i = 0; i < members.length; i++) {
      text[i] = members[i][0];
    }
    int last = places.size();
    while (last > 0 && places.get(last - 1).equals("0123456789")) {
      last--;
    }
    int decimals = places.size() - last;
    int[] varying = IntStream.range(0, last).filter(i -> members[i].length > 1).toArray();
    byte[] head = Arrays.copyOf(text, last);
    if (varying.length == 0) {
      Constant front = new Constant(head);
      return new ShortText(places.size()) {
        @Override
        public int put(long row, byte[] into, int at) {
          return Ascii.putDigits(into, front.put(into, at), numbers.at(row), decimals);
        }
      };
    }
    long power = (long) StrictMath.pow(10, decimals);
    return new ShortText(places.size()) {
      @Override
      public int put(long row, byte[] into, int at) {
        long number = numbers.at(row);
        long rest = number / power;
        long end = number - rest * power;
        System.arraycopy(head, 0, into, at, head.length);
        for (int i = varying.length - 1; i >= 0; i--) {
          byte[] choices = members[varying[i]];
          long above = rest / choices.length;
          into[at + varying[i]] = choices[(int) (rest - above * choices.length)];
          rest = above;
        }
        return Ascii.putDigits(into, at + head.length, end, decimals);
      }
    };
  }

  /** Texts of so many that each place is drawn by itself. */
  private TextValue drawn(List<String> places) {
    byte[][] members = members(places);
    return (row, out) -> {
      for (int i = 0; i < members.length; i++) {
        out.put(members[i][(int) Draw.below(Draw.bits(key, row, i), members[i].length)]);
      }
    };
  }

  private static byte[][] members(List<String> places) {
    return places.stream().map(it -> it.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
  }

  private TextValue uuid() {
    return new ShortText(36) {
      @Override
      public int put(long row, byte[] into, int at) {
        long high = Draw.bits(key, row, 1) & ~0xF000L | 0x4000L;
        long low = Draw.bits(key, row, 2) & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return Ascii.putUuid(into, at, high, low);
      }
    };
  }

  private void base64(long row, EventBuffer out) {
    int least = property.options().minLength().orElse(0);
    int most = Math.max(least, Math.min(least + 32, property.options().maxLength().orElse(32)));
    byte[] bytes = new byte[least + (int) Draw.below(Draw.bits(key, row), most - least + 1L)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (Draw.bits(key, row, 1 + i / 8) >>> 8 * (i % 8));
    }
    out.put(Base64.getEncoder().encode(bytes));
  }

  private Optional<TextValue> format(String format) {
    return switch (format) {
      case "email" -> Optional.of(joined("", ".", "@customer.example"));
      case "hostname" -> Optional.of(joined("", "-", ".example"));
      case "uri" -> Optional.of(joined("https://", ".example/", ""));
      case "ipv4" ->
          Optional.of(
              (row, out) -> {
                long bits = Draw.bits(key, row);
                put("10", out);
                for (int i = 0; i < 3; i++) {
                  out.put('.');
                  out.putLong(bits >>> 8 * i & 0xFF);
                }
              });
      case "ipv6" ->
          Optional.of(
              (row, out) -> {
                put("fd00", out);
                for (int i = 0; i < 7; i++) {
                  out.put(':');
                  out.putHex(Draw.bits(key, row, i), 4);
                }
              });
      default -> Optional.empty();
    };
  }

  /** A word and a number. */
  private TextValue joined(String before, String between, String after) {
    Constant[] words = new Constant[POOL];
    for (int i = 0; i < POOL; i++) {
      words[i] = Constant.of(before + Words.word(Draw.bits(key, i)) + between);
    }
    Constant end = Constant.of(after);
    boolean different = ColumnMaker.differs(table, property);
    return (row, out) -> {
      out.put(words[(int) Draw.below(Draw.bits(key, row), POOL)]);
      out.putLong(different ? row : Draw.bits(key, row, 1) >>> 50);
      out.put(end);
    };
  }

  /** Names where the property is called so, else a few words; within the lengths allowed. */
  private TextValue plain() {
    String name = table.path(property).toLowerCase(Locale.ROOT);
    boolean person =
        name.matches(".*(full_?name|first_?name|last_?name|manager|person|customer).*");
    boolean title = person || name.endsWith("name") || name.matches(".*(title|city|label).*");
    boolean different = ColumnMaker.differs(table, property);
    int least = property.options().minLength().orElse(0);
    int most = property.options().maxLength().orElse(200);
    LongFunction<String> texts =
        bits -> {
          String text = title ? Words.name(bits, person ? 2 : 3) : Words.sentence(bits, 5);
          while (text.length() < least) {
            text = text + ' ' + Words.word(bits + text.length());
          }
          return text;
        };
    if (different) {
      return (row, out) -> put(cut(row + " " + texts.apply(Draw.bits(key, row)), most), out);
    }
    List<String> pool =
        IntStream.range(0, POOL).mapToObj(i -> cut(texts.apply(Draw.bits(key, i)), most)).toList();
    return Choice.of(pool, row -> Draw.below(Draw.bits(key, row), POOL));
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  private static void put(String text, EventBuffer out) {
    out.put(Escapes.text(text).getBytes(StandardCharsets.UTF_8));
  }
}
