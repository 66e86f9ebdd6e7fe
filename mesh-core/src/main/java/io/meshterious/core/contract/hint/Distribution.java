// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How generated values are spread. */
public final class Distribution {
  /** The shapes, each with the parameters it needs and those it may have. */
  public enum Kind {
    /** All values between {@code min} and {@code max} alike. */
    UNIFORM(List.of("min", "max"), List.of()),
    /** A bell around {@code mean}. */
    NORMAL(List.of("mean", "stddev"), List.of()),
    /** A value whose logarithm is a bell. */
    LOGNORMAL(List.of("mu", "sigma"), List.of()),
    /** Few values often, many rarely. */
    ZIPF(List.of("exponent"), List.of("size")),
    /** Counts of independent events. */
    POISSON(List.of("mean"), List.of()),
    /** One after the other. */
    SEQUENCE(List.of("start"), List.of("step")),
    /** A time series with trend, week and year. */
    SERIES(List.of("base"), List.of("trend", "weekly", "yearly", "noise"));

    private final List<String> required;
    private final List<String> optional;

    Kind(List<String> required, List<String> optional) {
      this.required = required;
      this.optional = optional;
    }

    /** The parameters that must be there. */
    public List<String> required() {
      return required;
    }

    /** The parameters that may be there. */
    public List<String> optional() {
      return optional;
    }

    /** The kind of that name in a contract. */
    public static Optional<Kind> of(String name) {
      for (Kind kind : values()) {
        if (kind.text().equals(name)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    /** The name in a contract. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final MapNode node;

  private Distribution(Kind kind, MapNode node) {
    this.kind = kind;
    this.node = node;
  }

  /** The distribution that a map states; empty when the kind is unknown. */
  public static Optional<Distribution> of(MapNode node) {
    return node.text("kind").flatMap(Kind::of).map(kind -> new Distribution(kind, node));
  }

  /** The shape. */
  public Kind kind() {
    return kind;
  }

  /** A parameter that is one number. */
  public OptionalDouble parameter(String name) {
    Optional<ScalarNode> number = node.scalar(name).filter(ScalarNode::isNumber);
    return number.isPresent()
        ? OptionalDouble.of(number.get().decimal().doubleValue())
        : OptionalDouble.empty();
  }

  /** A parameter that is a list of numbers, such as {@code weekly}. */
  public List<Double> parameters(String name) {
    List<Double> numbers = new ArrayList<>();
    for (Node item : node.items(name)) {
      if (item instanceof ScalarNode scalar && scalar.isNumber()) {
        numbers.add(scalar.decimal().doubleValue());
      }
    }
    return numbers;
  }

  @Override
  public String toString() {
    return node.toString();
  }
}
