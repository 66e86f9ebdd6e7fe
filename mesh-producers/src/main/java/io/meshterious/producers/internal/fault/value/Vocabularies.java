// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.pattern.LinearPattern;
import io.meshterious.core.pattern.PatternTexts;
import io.meshterious.producers.internal.json.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Values that are none of those allowed, and otherwise as they have to be. */
public final class Vocabularies {
  private static final int TRIES = 20;
  private static final int LONGEST = 64;
  private static final List<String> WORDS =
      List.of("unheard_of", "unknown", "UNKNOWN", "other", "OTHER", "none", "zz", "Z", "x", "q");

  private Vocabularies() {}

  /** The change; empty for properties without a vocabulary of texts or numbers. */
  public static Optional<SiteMutation.Change> of(Site site, Optional<String> eventType) {
    List<ScalarNode> allowed = site.property().allowedValues();
    Set<String> texts = allowed.stream().map(ScalarNode::text).collect(Collectors.toSet());
    if (site.path().equals("event_type")) {
      eventType.ifPresent(texts::add);
    }
    if (texts.isEmpty()) {
      return Optional.empty();
    } else if (site.type() instanceof DataType.Text text) {
      return text(site.property().options(), text.maxLength().orElse(LONGEST), texts)
          .map(SiteMutation.ValueChange::asChange);
    } else if (site.numeric() && allowed.stream().allMatch(ScalarNode::isNumber)) {
      return number(site, allowed).map(SiteMutation.ValueChange::asChange);
    }
    return Optional.empty();
  }

  private static Optional<SiteMutation.ValueChange> text(
      TypeOptions options, int most, Set<String> allowed) {
    int least = options.minLength().orElse(0);
    if (options.pattern().isPresent()) {
      return pattern(options.pattern().get(), least, Math.min(most, LONGEST), allowed);
    }
    List<String> words =
        WORDS.stream()
            .filter(it -> it.length() <= most && it.length() >= least && !allowed.contains(it))
            .toList();
    if (words.isEmpty()) {
      String fill = "~".repeat(Math.max(least, Math.min(1, most)));
      return allowed.contains(fill) || fill.length() > most
          ? Optional.empty()
          : Optional.of((json, member, chance) -> JsonText.write(fill));
    }
    return Optional.of(
        (json, member, chance) -> JsonText.write(words.get((int) chance.below(1, words.size()))));
  }

  private static Optional<SiteMutation.ValueChange> pattern(
      String pattern, int least, int most, Set<String> allowed) {
    if (least > most) {
      return Optional.empty();
    }
    PatternTexts texts = LinearPattern.compile(pattern).texts(least, most);
    boolean others = false;
    for (long i = 0; i < Math.min(texts.count(), allowed.size() + 1L); i++) {
      others |= !allowed.contains(texts.text(i));
    }
    if (!others) {
      return Optional.empty();
    }
    return Optional.of(
        (json, member, chance) -> {
          for (int turn = 1; turn <= TRIES; turn++) {
            String text = texts.text(chance.below(turn, texts.count()));
            if (!allowed.contains(text)) {
              return JsonText.write(text);
            }
          }
          return null;
        });
  }

  private static Optional<SiteMutation.ValueChange> number(Site site, List<ScalarNode> allowed) {
    List<BigDecimal> numbers = allowed.stream().map(ScalarNode::decimal).toList();
    BigDecimal most = numbers.stream().max(BigDecimal::compareTo).orElseThrow();
    BigDecimal least = numbers.stream().min(BigDecimal::compareTo).orElseThrow();
    NumberRange range = NumberRange.of(site);
    BigDecimal step = range.unit() == null ? BigDecimal.ONE : range.unit();
    BigDecimal above = most.add(step);
    BigDecimal other = range.has(above) ? above : least.subtract(step);
    byte[] value = NumberRange.json(other);
    return range.has(other) ? Optional.of((json, member, chance) -> value) : Optional.empty();
  }
}
