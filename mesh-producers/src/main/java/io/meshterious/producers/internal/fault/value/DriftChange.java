// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.fault.Drift;
import io.meshterious.producers.internal.fault.change.Chance;
import io.meshterious.producers.internal.json.JsonEdit;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rows from one on, whose values of a property are spread in another way and valid all the same.
 */
public final class DriftChange {
  private final Drift drift;
  private final Site site;
  private final SiteMutation.ValueChange change;

  private DriftChange(Drift drift, Site site, SiteMutation.ValueChange change) {
    this.drift = drift;
    this.site = site;
    this.change = change;
  }

  /** The change; empty when the property has no numbers, or not the value. */
  public static Optional<DriftChange> of(Drift drift, Site site) {
    if (drift.value().isPresent()) {
      return share(drift, site).map(it -> new DriftChange(drift, site, it));
    } else if (site.numeric() && site.property().allowedValues().isEmpty()) {
      return Optional.of(new DriftChange(drift, site, numbers(drift, NumberRange.of(site))));
    }
    return Optional.empty();
  }

  /** The first row. */
  public long from() {
    return drift.from();
  }

  /** The property. */
  public String field() {
    return drift.field();
  }

  /** A row as it is with the drift. */
  public byte[] apply(byte[] json, Chance chance) {
    Optional<JsonPath.Member> member = site.place().find(json);
    byte[] value = member.isEmpty() ? null : change.of(json, member.get(), chance);
    return value == null ? json : JsonEdit.replace(json, member.orElseThrow(), value);
  }

  private static SiteMutation.ValueChange numbers(Drift drift, NumberRange range) {
    return (json, member, chance) -> {
      String text =
          new String(
              json, member.value(), member.end() - member.value(), StandardCharsets.US_ASCII);
      BigDecimal number;
      try {
        number = new BigDecimal(text);
      } catch (NumberFormatException e) {
        return null;
      }
      return NumberRange.json(range.nearest(number.multiply(drift.scale()).add(drift.shift())));
    };
  }

  /** The value in its share of rows, and in the others another one where it would be. */
  private static Optional<SiteMutation.ValueChange> share(Drift drift, Site site) {
    byte[] value = null;
    List<byte[]> others = new ArrayList<>();
    for (ScalarNode allowed : site.property().allowedValues()) {
      byte[] json =
          site.numeric() && allowed.isNumber()
              ? NumberRange.json(allowed.decimal())
              : JsonText.write(allowed.text());
      if (drift.value().equals(Optional.of(allowed.text()))) {
        value = json;
      } else {
        others.add(json);
      }
    }
    if (value == null || others.isEmpty()) {
      return Optional.empty();
    }
    byte[] chosen = value;
    return Optional.of(
        (json, member, chance) -> {
          if ((chance.bits(1) >>> 11) * 0x1p-53 < drift.share()) {
            return chosen;
          }
          byte[] there = Arrays.copyOfRange(json, member.value(), member.end());
          return Arrays.equals(there, chosen)
              ? others.get((int) chance.below(2, others.size()))
              : null;
        });
  }
}
