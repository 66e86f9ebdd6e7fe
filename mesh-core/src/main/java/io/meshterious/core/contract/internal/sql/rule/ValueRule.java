// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.rule;

import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** What a contract says about the values of one property. */
public sealed interface ValueRule {
  /** The word for it in names of constraints. */
  String word();

  /** What it says, for people. */
  String label();

  /** It may not be null: for a property inside an object, which has no NOT NULL of its own. */
  record Required() implements ValueRule {
    @Override
    public String word() {
      return "required";
    }

    @Override
    public String label() {
      return "required";
    }
  }

  /**
   * It has one of these values.
   *
   * @param values the values
   */
  record OneOf(List<ScalarNode> values) implements ValueRule {
    /** Copies the values. */
    public OneOf {
      values = List.copyOf(values);
    }

    @Override
    public String word() {
      return "values";
    }

    @Override
    public String label() {
      return "allowed values " + values.stream().map(ScalarNode::text).toList();
    }
  }

  /**
   * It is not below, or not above, a bound.
   *
   * @param bound the bound
   * @param lower whether the bound is the lowest value
   * @param exclusive whether the bound itself is outside
   */
  record Bound(ScalarNode bound, boolean lower, boolean exclusive) implements ValueRule {
    /** The comparison that holds for every value. */
    public String operator() {
      return (lower ? ">" : "<") + (exclusive ? "" : "=");
    }

    @Override
    public String word() {
      return (exclusive ? "exclusive_" : "") + (lower ? "minimum" : "maximum");
    }

    @Override
    public String label() {
      return operator() + " " + bound.text();
    }
  }

  /**
   * It lies in the range of a whole number type.
   *
   * @param lowest the lowest value
   * @param highest the highest value
   */
  record Range(BigInteger lowest, BigInteger highest) implements ValueRule {
    @Override
    public String word() {
      return "range";
    }

    @Override
    public String label() {
      return "from " + lowest + " to " + highest;
    }
  }

  /**
   * It has at least, or at most, so many code points.
   *
   * @param length how many
   * @param lower whether at least
   */
  record Length(int length, boolean lower) implements ValueRule {
    @Override
    public String word() {
      return lower ? "min_length" : "max_length";
    }

    @Override
    public String label() {
      return (lower ? "at least " : "at most ") + length + " characters";
    }
  }

  /**
   * It matches a pattern.
   *
   * @param pattern the pattern
   */
  record Matches(String pattern) implements ValueRule {
    @Override
    public String word() {
      return "pattern";
    }

    @Override
    public String label() {
      return "pattern " + pattern;
    }
  }

  /**
   * It is a multiple of a number.
   *
   * @param divisor the number
   */
  record MultipleOf(BigDecimal divisor) implements ValueRule {
    @Override
    public String word() {
      return "multiple";
    }

    @Override
    public String label() {
      return "multiple of " + divisor.toPlainString();
    }
  }

  /**
   * It has at least, or at most, so many items.
   *
   * @param count how many
   * @param lower whether at least
   */
  record Items(int count, boolean lower) implements ValueRule {
    @Override
    public String word() {
      return lower ? "min_items" : "max_items";
    }

    @Override
    public String label() {
      return (lower ? "at least " : "at most ") + count + " items";
    }
  }

  /** Its items all differ. */
  record UniqueItems() implements ValueRule {
    @Override
    public String word() {
      return "unique_items";
    }

    @Override
    public String label() {
      return "items all differ";
    }
  }

  /** It is an object or an array, where the column's type alone would take any JSON value. */
  record Shape() implements ValueRule {
    @Override
    public String word() {
      return "shape";
    }

    @Override
    public String label() {
      return "an object or array";
    }
  }

  /**
   * It is of a type that some dialects have no column type for.
   *
   * @param type the type
   */
  record Kind(DataType type) implements ValueRule {
    @Override
    public String word() {
      return "type";
    }

    @Override
    public String label() {
      return type.label();
    }
  }

  /**
   * Something that no dialect has a word for.
   *
   * @param word the word for it in names of constraints
   * @param label what it says
   */
  record Other(String word, String label) implements ValueRule {}
}
