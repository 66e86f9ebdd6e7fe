// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.internal.json.JsonText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** Values beyond their bounds, of the right type otherwise. */
public final class Ranges {
  private static final int STEPS = 100;
  private static final int LONGEST = 100_000;

  private Ranges() {}

  /** The change; empty for values without bounds, and for those of vocabularies. */
  public static Optional<SiteMutation.Change> of(Site site) {
    if (!site.property().allowedValues().isEmpty()) {
      return Optional.empty();
    } else if (site.numeric()) {
      return number(NumberRange.of(site)).map(SiteMutation.ValueChange::asChange);
    } else if (site.type() instanceof DataType.Date
        && site.property().options().format().isEmpty()) {
      return date(site.property().options()).map(SiteMutation.ValueChange::asChange);
    } else if (site.type() instanceof DataType.Text text
        && site.property().options().pattern().isEmpty()
        && !Forms.checked(site)) {
      return length(text.maxLength(), site.property().options().minLength())
          .map(SiteMutation.ValueChange::asChange);
    }
    return Optional.empty();
  }

  private static Optional<SiteMutation.ValueChange> number(NumberRange range) {
    if (range.high() == null && range.low() == null) {
      return Optional.empty();
    }
    return Optional.of(
        (json, member, chance) -> {
          long steps = 1 + chance.below(1, STEPS);
          Optional<BigDecimal> above = range.beyond(steps);
          Optional<BigDecimal> below = range.beneath(steps);
          Optional<BigDecimal> first = chance.below(2, 2) == 0 ? above : below;
          return NumberRange.json(first.or(() -> above).or(() -> below).orElseThrow());
        });
  }

  private static Optional<SiteMutation.ValueChange> date(TypeOptions options) {
    Optional<LocalDate> most = day(options.maximum()).or(() -> day(options.exclusiveMaximum()));
    Optional<LocalDate> least = day(options.minimum()).or(() -> day(options.exclusiveMinimum()));
    if (most.isEmpty() && least.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (json, member, chance) -> {
          long days = 1 + chance.below(1, STEPS);
          boolean up = least.isEmpty() || most.isPresent() && chance.below(2, 2) == 0;
          LocalDate day =
              up ? most.orElseThrow().plusDays(days) : least.orElseThrow().minusDays(days);
          return day.getYear() < 1 || day.getYear() > 9999 ? null : JsonText.write(day.toString());
        });
  }

  private static Optional<LocalDate> day(Optional<ScalarNode> bound) {
    try {
      return bound.map(it -> LocalDate.parse(it.text()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<SiteMutation.ValueChange> length(OptionalInt most, OptionalInt least) {
    if (most.isPresent() && most.getAsInt() < LONGEST) {
      return Optional.of(
          (json, member, chance) -> {
            String text = Site.text(json, member);
            int length = most.getAsInt() + 1 + (int) chance.below(1, STEPS);
            return text == null
                ? null
                : JsonText.write(text + "x".repeat(length - text.codePointCount(0, text.length())));
          });
    } else if (least.orElse(0) > 0) {
      return Optional.of(
          (json, member, chance) ->
              JsonText.write("x".repeat((int) chance.below(1, least.getAsInt()))));
    }
    return Optional.empty();
  }
}
