// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.internal.fault.change.Chance;
import io.meshterious.producers.internal.fault.change.Mutation;
import io.meshterious.producers.internal.json.JsonEdit;
import io.meshterious.producers.internal.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A fault in one property of the row, of several that it may befall. */
public final class SiteMutation implements Mutation {
  /** What becomes of a property's member. */
  @FunctionalInterface
  public interface Change {
    /** The row with the change; null when this value cannot be changed so. */
    byte @Nullable [] of(byte[] json, JsonPath.Member member, Chance chance);
  }

  /** What becomes of a property's value. */
  @FunctionalInterface
  public interface ValueChange {
    /** The JSON of another value; null when this value cannot be changed so. */
    byte @Nullable [] of(byte[] json, JsonPath.Member member, Chance chance);

    /** The change of the member. */
    default Change asChange() {
      return (json, member, chance) -> {
        byte[] value = of(json, member, chance);
        return value == null ? null : JsonEdit.replace(json, member, value);
      };
    }
  }

  private record Choice(Site site, Change change) {}

  private final List<Choice> choices;
  private final Function<Site, Expectation> expect;

  private SiteMutation(List<Choice> choices, Function<Site, Expectation> expect) {
    this.choices = choices;
    this.expect = expect;
  }

  /**
   * A fault in any of the properties that have the change; empty when none has.
   *
   * @param fields the properties to choose from
   */
  public static Optional<Mutation> of(
      List<Site> sites,
      Predicate<Site> fields,
      Function<Site, Optional<Change>> changes,
      Function<Site, Expectation> expect) {
    List<Choice> choices = new ArrayList<>();
    for (Site site : sites) {
      if (fields.test(site)) {
        changes.apply(site).ifPresent(change -> choices.add(new Choice(site, change)));
      }
    }
    return choices.isEmpty() ? Optional.empty() : Optional.of(new SiteMutation(choices, expect));
  }

  @Override
  public @Nullable Mutated apply(byte[] json, Chance chance) {
    int first = (int) chance.below(0, choices.size());
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get((first + i) % choices.size());
      Optional<JsonPath.Member> member = choice.site().place().find(json);
      byte[] changed = member.isEmpty() ? null : choice.change().of(json, member.get(), chance);
      if (changed != null) {
        return new Mutated(changed, Optional.of(choice.site().path()), expect.apply(choice.site()));
      }
    }
    return null;
  }
}
