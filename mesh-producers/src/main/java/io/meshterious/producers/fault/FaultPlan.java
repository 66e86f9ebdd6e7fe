// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.producers.ProducerError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which faults events get, and how often. A row has at most one, decided by a draw from the seed
 * and the row alone; drift comes on top.
 *
 * <pre>{@code
 * FaultPlan plan =
 *     FaultPlan.builder()
 *         .fault(FaultKind.DUPLICATE, 0.02)
 *         .fault(FaultKind.WRONG_TYPE, 0.01, FaultOptions.DEFAULT.withFields("qty"))
 *         .build();
 * }</pre>
 */
public final class FaultPlan {
  /** The name that stands for all kinds that are no JSON. */
  static final String MALFORMED = "malformed";

  private final OptionalLong seed;
  private final double spread;
  private final Map<FaultKind, Double> shares;
  private final Map<FaultKind, FaultOptions> options;
  private final Map<FaultKind, String> places;
  private final List<Drift> drifts;

  private FaultPlan(Builder builder) {
    this.seed = builder.seed;
    this.spread = builder.spread;
    this.shares = new EnumMap<>(builder.shares);
    this.options = new EnumMap<>(builder.options);
    this.places = new EnumMap<>(builder.places);
    this.drifts = List.copyOf(builder.drifts);
  }

  /** Begins a plan without faults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a plan from a YAML or JSON file.
   *
   * @throws MeshException when it cannot be read or is wrong, naming line and column
   */
  public static FaultPlan load(Path file) {
    return PlanReader.read(file);
  }

  /**
   * Reads a plan in one of the forms of the command line: a share that is spread over all kinds
   * that apply, such as {@code 0.02}; kinds with their shares, such as {@code
   * malformed=0.01,duplicate=0.02}; or the name of a file.
   */
  public static FaultPlan parse(String text) {
    Builder builder = builder().place(" '" + text + "'");
    if (DocumentFormat.of(Path.of(text.replace('\0', ' '))).isPresent()) {
      return load(Path.of(text));
    } else if (text.matches("[0-9.]+(e-?[0-9]+)?")) {
      return builder.spread(number(builder, text)).build();
    } else if (text.indexOf('=') < 0) {
      throw builder.invalid(
          "a plan is a share such as 0.02, kinds with their shares such as"
              + " malformed=0.01,late=0.02, or a file that ends in .yaml, .yml or .json");
    }
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, Math.max(0, equals)).strip();
      builder.named(
          name, number(builder, part.substring(equals + 1).strip()), FaultOptions.DEFAULT);
    }
    return builder.build();
  }

  private static double number(Builder builder, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw builder.invalid("'" + text + "' is no share (a number from 0 to 1)");
    }
  }

  /** What the draws follow from; empty: from what the rows follow from. */
  public OptionalLong seed() {
    return seed;
  }

  /** The share of rows that is spread over all kinds that apply and are not named. */
  public double spread() {
    return spread;
  }

  /** The shares of rows of the kinds that are named. */
  public Map<FaultKind, Double> shares() {
    return new EnumMap<>(shares);
  }

  /** How a kind is done. */
  public FaultOptions options(FaultKind kind) {
    return options.getOrDefault(kind, FaultOptions.DEFAULT);
  }

  /** The changes in how values are spread. */
  public List<Drift> drifts() {
    return drifts;
  }

  /** All that it says. */
  @Override
  public String toString() {
    return "FaultPlan[seed=%s, spread=%s, shares=%s, options=%s, drifts=%s]"
        .formatted(seed.isPresent() ? seed.getAsLong() : "", spread, shares, options, drifts);
  }

  /** The error for what it says of a kind, naming the place. */
  public MeshException invalid(FaultKind kind, String why) {
    return Builder.invalid(places.getOrDefault(kind, ""), why);
  }

  /** What a plan is made of. */
  public static final class Builder {
    private OptionalLong seed = OptionalLong.empty();
    private double spread;
    private final Map<FaultKind, Double> shares = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, FaultOptions> options = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, String> places = new EnumMap<>(FaultKind.class);
    private final List<Drift> drifts = new ArrayList<>();
    private String place = "";

    private Builder() {}

    /** What the draws follow from; the default is what the rows follow from. */
    public Builder seed(long number) {
      seed = OptionalLong.of(number);
      return this;
    }

    /**
     * A share of all rows, spread evenly over all kinds that apply to the table and are not named;
     * the default is 0. Oversized events and drift are only for those who name them.
     */
    public Builder spread(double share) {
      checkShare(share);
      spread = share;
      checkSum();
      return this;
    }

    /** A kind of fault and its share of all rows. */
    public Builder fault(FaultKind kind, double share) {
      return fault(kind, share, FaultOptions.DEFAULT);
    }

    /** A kind of fault, its share of all rows, and how it is done. */
    public Builder fault(FaultKind kind, double share, FaultOptions how) {
      checkShare(share);
      if (kind == FaultKind.DRIFT) {
        throw invalid("drift has no share; say the property and the row it begins at");
      } else if (shares.containsKey(kind)) {
        throw invalid("it names '" + kind.label() + "' twice");
      }
      for (String option : how.given()) {
        if (!kind.options().contains(option)) {
          throw invalid(
              "'" + kind.label() + "' has no option '" + option + "'; it has " + kind.options());
        }
      }
      shares.put(kind, share);
      options.put(kind, how);
      places.put(kind, place);
      checkSum();
      return this;
    }

    /** A change in how values are spread. */
    public Builder drift(Drift drift) {
      drifts.add(drift);
      places.put(FaultKind.DRIFT, place);
      return this;
    }

    /** The plan. */
    public FaultPlan build() {
      return new FaultPlan(this);
    }

    /** A kind by its name, or all that are no JSON. */
    Builder named(String name, double share, FaultOptions how) {
      if (name.equals(MALFORMED)) {
        FaultKind.MALFORMED.forEach(it -> fault(it, share / FaultKind.MALFORMED.size(), how));
        return this;
      }
      FaultKind kind = FaultKind.of(name).orElseThrow(() -> unknown(name));
      return fault(kind, share, how);
    }

    private MeshException unknown(String name) {
      List<String> known =
          Stream.concat(
                  Stream.of(MALFORMED), Arrays.stream(FaultKind.values()).map(FaultKind::label))
              .toList();
      return invalid(
          "there is no kind '"
              + name
              + "'"
              + NearMiss.of(name, known).map(it -> "; did you mean '" + it + "'?").orElse("")
              + "; known are "
              + known);
    }

    /** Where what comes next stands, for messages. */
    Builder place(String where) {
      place = where;
      return this;
    }

    /** What is made, or its own refusal with the place. */
    <T> T placed(Supplier<T> made) {
      try {
        return made.get();
      } catch (MeshException e) {
        String why = Objects.requireNonNullElse(e.getMessage(), "");
        throw invalid(Character.toLowerCase(why.charAt(0)) + why.substring(1));
      }
    }

    private void checkShare(double share) {
      if (!(share >= 0 && share <= 1)) {
        throw invalid("a share is " + share + ", and has to be 0 to 1");
      }
    }

    private void checkSum() {
      double sum = spread + shares.values().stream().mapToDouble(Double::doubleValue).sum();
      if (sum > 1 + 1e-9) {
        throw invalid("the shares come to " + sum + ", and a row has at most one fault");
      }
    }

    MeshException invalid(String why) {
      return invalid(place, why);
    }

    private static MeshException invalid(String where, String why) {
      return new MeshException(
          ProducerError.FAULT_PLAN_INVALID, "Invalid fault plan" + where + ": " + why);
    }
  }
}
