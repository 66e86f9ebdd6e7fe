// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternTexts;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.fault.change.Chance;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Foreign keys that lead to no row, of the right type and form. Of a table with few rows all keys
 * are known; keys of events count up, so that the last ones that there can be have not happened.
 */
public final class Orphans {
  private static final long KNOWN = 20_000;
  private static final int TRIES = 50;
  private static final int LAST = 1000;
  private static final int LONGEST = 64;
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

  private Orphans() {}

  /**
   * The change; empty where every value that is allowed leads to a row.
   *
   * @param target the rows it leads to; null when they are not known
   * @param key the property of these rows
   */
  public static Optional<SiteMutation.Change> of(
      Site site, @Nullable EventRows target, List<String> key) {
    if (!site.property().allowedValues().isEmpty()) {
      return Optional.empty();
    }
    boolean all = target != null && target.rows() <= KNOWN;
    Set<String> existing = target == null || !all ? Set.of() : keys(target, new JsonPath(key));
    SiteMutation.@Nullable ValueChange values = values(site, all, existing);
    if (values == null) {
      return Optional.empty();
    }
    SiteMutation.ValueChange orphan =
        (json, member, chance) -> {
          for (int i = 0; i < TRIES; i++) {
            Chance again = new Chance(chance.key() + i, chance.row());
            byte[] value = values.of(json, member, again);
            if (value != null && !existing.contains(text(value))) {
              return value;
            }
          }
          return null;
        };
    boolean found = false;
    JsonPath.Member none = new JsonPath.Member(-1, 0, 0, 0);
    for (int row = 0; row < 4; row++) {
      found |= orphan.of(new byte[] {'0'}, none, new Chance(0, row)) != null;
    }
    return found ? Optional.of(orphan.asChange()) : Optional.empty();
  }

  private static Set<String> keys(EventRows rows, JsonPath key) {
    Set<String> keys = new HashSet<>();
    EventBuffer buffer = new EventBuffer();
    for (long row = 0; row < rows.rows(); row++) {
      buffer.clear();
      rows.json(row, buffer);
      byte[] json = buffer.toBytes();
      key.find(json)
          .ifPresent(it -> keys.add(text(Arrays.copyOfRange(json, it.value(), it.end()))));
    }
    return keys;
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static SiteMutation.@Nullable ValueChange values(
      Site site, boolean all, Set<String> existing) {
    if (site.type() instanceof DataType.Uuid && site.property().options().pattern().isEmpty()) {
      return (json, member, chance) -> uuid(chance);
    } else if (site.type() instanceof DataType.Text text) {
      int most = Math.min(LONGEST, text.maxLength().orElse(LONGEST));
      int least = site.property().options().minLength().orElse(0);
      Optional<String> pattern = site.property().options().pattern();
      if (pattern.isPresent() && least <= most) {
        return matching(LinearPattern.compile(pattern.get()).texts(least, most), all);
      }
      return Forms.checked(site) ? null : (json, member, chance) -> word(chance, least, most);
    } else if (site.numeric()) {
      return number(NumberRange.of(site), all, existing);
    }
    return null;
  }

  private static byte[] uuid(Chance chance) {
    EventBuffer buffer = new EventBuffer();
    buffer.put('"');
    buffer.putUuid(
        chance.bits(1) & ~0xF000L | 0x4000L,
        chance.bits(2) & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    buffer.put('"');
    return buffer.toBytes();
  }

  private static byte @Nullable [] word(Chance chance, int least, int most) {
    String word = "orphan-" + Long.toHexString(chance.bits(1));
    String fitting = word.substring(Math.max(0, word.length() - most));
    return most == 0
        ? null
        : JsonText.write(fitting + "x".repeat(Math.max(0, least - fitting.length())));
  }

  private static SiteMutation.@Nullable ValueChange matching(PatternTexts texts, boolean all) {
    long count = texts.count();
    if (count == 0) {
      return null;
    }
    long last = all ? count : Math.max(1, Math.min(LAST, count / 10));
    return (json, member, chance) -> JsonText.write(texts.text(count - 1 - chance.below(1, last)));
  }

  /** Numbers beyond those that exist, or the last that there can be. */
  private static SiteMutation.@Nullable ValueChange number(
      NumberRange range, boolean all, Set<String> existing) {
    BigDecimal step = range.unit() == null ? BigDecimal.ONE : range.unit();
    BigDecimal high = range.high() == null ? EXACT : range.high().min(EXACT);
    BigDecimal first =
        all
            ? existing.stream()
                .filter(it -> it.matches("-?[0-9.]+"))
                .map(BigDecimal::new)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO)
            : high.subtract(step.multiply(BigDecimal.valueOf(LAST + 1)));
    return (json, member, chance) -> {
      BigDecimal number = first.add(step.multiply(BigDecimal.valueOf(1 + chance.below(1, LAST))));
      return range.has(number) ? NumberRange.json(number) : null;
    };
  }
}
