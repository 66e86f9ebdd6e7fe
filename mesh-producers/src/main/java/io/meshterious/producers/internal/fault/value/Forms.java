// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.producers.internal.fault.change.Chance;
import io.meshterious.producers.internal.json.JsonText;
import java.util.List;
import java.util.Optional;

/** Texts that are not as they are written: patterns, formats, identifiers, days and times. */
public final class Forms {
  private static final List<String> FILLS = List.of("#", "!", "~", " ", "0", "a", "A", "é");
  private static final int LONGEST = 1000;

  private Forms() {}

  /** Whether a text has a format that says how it is written. */
  static boolean checked(Site site) {
    return site.type() instanceof DataType.Text
        && site.property()
            .options()
            .format()
            .filter(List.of("email", "hostname", "ipv4", "ipv6", "uri")::contains)
            .isPresent();
  }

  /** The change; empty for values that can be written in any way, and for those of vocabularies. */
  public static Optional<SiteMutation.Change> of(Site site) {
    return site.property().allowedValues().isEmpty()
        ? form(site).map(SiteMutation.ValueChange::asChange)
        : Optional.empty();
  }

  private static Optional<SiteMutation.ValueChange> form(Site site) {
    Optional<String> format = site.property().options().format();
    DataType type = site.type();
    boolean text = type instanceof DataType.Text || type instanceof DataType.Uuid;
    if (text && site.property().options().pattern().isPresent()) {
      return pattern(site, site.property().options().pattern().get());
    } else if (type instanceof DataType.Uuid) {
      return changed((it, chance) -> put(it, (int) chance.below(1, it.length()), "g"));
    } else if (type instanceof DataType.Binary) {
      return changed((it, chance) -> put(it, 0, "!"));
    } else if (type instanceof DataType.Date || type instanceof DataType.Timestamp) {
      return format.isPresent()
          ? Optional.empty()
          : changed((it, chance) -> it.length() < 7 ? "2026-13-01" : put(it, 5, "13"));
    } else if (type instanceof DataType.Time) {
      return format.isPresent() ? Optional.empty() : changed((it, chance) -> put(it, 0, "25"));
    } else if (checked(site)) {
      return switch (format.orElseThrow()) {
        case "email" -> changed((it, chance) -> it.replace('@', '#'));
        case "hostname" -> changed((it, chance) -> put(it, 0, "_"));
        case "ipv4" -> changed((it, chance) -> put(it, 0, "x"));
        case "ipv6" -> changed((it, chance) -> put(it, 0, "x"));
        default -> changed((it, chance) -> it.replace(':', ' '));
      };
    }
    return Optional.empty();
  }

  /** Another text of a text. */
  @FunctionalInterface
  private interface TextChange {
    String of(String text, Chance chance);
  }

  private static Optional<SiteMutation.ValueChange> changed(TextChange change) {
    return Optional.of(
        (json, member, chance) -> {
          String text = Site.text(json, member);
          return text == null ? null : JsonText.write(change.of(text, chance));
        });
  }

  /** A text with another in the place of as many characters, or at its end. */
  private static String put(String text, int at, String other) {
    int to = Math.min(text.length(), at + other.length());
    return text.substring(0, Math.min(at, text.length())) + other + text.substring(to);
  }

  private static Optional<SiteMutation.ValueChange> pattern(Site site, String source) {
    LinearPattern pattern = LinearPattern.compile(source);
    int least = site.property().options().minLength().orElse(0);
    int most = site.property().options().maxLength().orElse(LONGEST);
    Optional<String> plain = plain(pattern, least, Math.max(least, Math.min(most, LONGEST)));
    return plain.flatMap(
        otherwise ->
            changed(
                (it, chance) -> {
                  for (int turn = 1; !it.isEmpty() && turn <= 3; turn++) {
                    int at = (int) chance.below(turn, it.length());
                    boolean pair = Character.isSurrogate(it.charAt(at));
                    String broken = put(it, at, FILLS.get(turn - 1));
                    if (!pair && !pattern.matches(broken)) {
                      return broken;
                    }
                  }
                  return otherwise;
                }));
  }

  /** A text of the lengths allowed that does not match; empty when all do that are tried. */
  private static Optional<String> plain(LinearPattern pattern, int least, int most) {
    for (int length = least; length <= Math.min(most, least + 40); length++) {
      for (String fill : FILLS) {
        String text = fill.repeat(length);
        if (!pattern.matches(text)) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }
}
