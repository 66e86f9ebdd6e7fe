// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.table;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternTexts;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.draw.Shuffle;
import io.meshterious.producers.internal.text.JoinedText;
import io.meshterious.producers.internal.text.NumberedText;
import io.meshterious.producers.internal.text.PlacesText;
import io.meshterious.producers.internal.text.UuidText;
import io.meshterious.producers.internal.value.Counted;
import io.meshterious.producers.internal.value.Even;
import java.nio.charset.StandardCharsets;
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
      return new UuidText(key);
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
      return new Even(key, 0, 1, count);
    }
    boolean counted = property.primaryKey() || property.name().endsWith("_id");
    return counted ? new Counted(0, 1, 1, count) : new Shuffle(count, key)::at;
  }

  private static boolean plainAscii(String members) {
    return members.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
  }

  /** Texts as numbers whose digits are the characters of each place. */
  private static TextValue digits(List<String> places, LongValue numbers) {
    int last = places.size();
    while (last > 0 && places.get(last - 1).equals("0123456789")) {
      last--;
    }
    int decimals = places.size() - last;
    List<String> front = places.subList(0, last);
    return front.stream().allMatch(it -> it.length() == 1)
        ? new NumberedText(Constant.of(String.join("", front)), numbers, decimals)
        : new PlacesText(members(places), decimals, numbers);
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
    boolean different = ColumnMaker.differs(table, property);
    return new JoinedText(words, Constant.of(after), key, different);
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
    return Column.ofTexts(pool, new Even(key, 0, 1, POOL)).texts();
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  private static void put(String text, EventBuffer out) {
    out.put(TextValue.escaped(text).getBytes(StandardCharsets.UTF_8));
  }
}
