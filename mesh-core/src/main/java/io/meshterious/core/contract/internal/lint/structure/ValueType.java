// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a value in a contract may be. */
sealed interface ValueType {
  /** Whether a value has the right form, whatever its content. */
  boolean accepts(Node node);

  /** The form, for messages, such as {@code a list}. */
  String label();

  /** Whether every value of the right form is allowed. */
  default boolean free() {
    return this instanceof Text
        || this instanceof Flag
        || this instanceof AnyScalar
        || this instanceof Anything;
  }

  /** Any text. */
  record Text() implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode scalar && scalar.isText();
    }

    @Override
    public String label() {
      return "text";
    }
  }

  /** One of a few texts, some of which version 3.0 did not have. */
  record Choice(List<String> values, List<String> fromThreeOne) implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode scalar && scalar.isText();
    }

    @Override
    public String label() {
      return "text";
    }
  }

  /** Text that matches a pattern; the form says it in words. */
  record Shaped(Pattern pattern, String form) implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode scalar && scalar.isText();
    }

    @Override
    public String label() {
      return "text";
    }
  }

  /** The version of the standard. */
  record Version() implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode scalar && scalar.isText();
    }

    @Override
    public String label() {
      return "text";
    }
  }

  /** A whole number. */
  record Whole(boolean negative) implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode scalar && scalar.isInteger();
    }

    @Override
    public String label() {
      return "a whole number";
    }
  }

  /** A number. */
  record Num(boolean positive) implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode scalar && scalar.isNumber();
    }

    @Override
    public String label() {
      return "a number";
    }
  }

  /** True or false. */
  record Flag() implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode scalar && scalar.isBoolean();
    }

    @Override
    public String label() {
      return "true or false";
    }
  }

  /** Text, a number, a boolean or null. */
  record AnyScalar() implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ScalarNode;
    }

    @Override
    public String label() {
      return "a single value";
    }
  }

  /** Anything. */
  record Anything() implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return true;
    }

    @Override
    public String label() {
      return "anything";
    }
  }

  /** A list. */
  record Items(ValueType item, int least, int most, boolean unique) implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof ListNode;
    }

    @Override
    public String label() {
      return "a list";
    }
  }

  /** A map of one kind, which is looked up late because kinds may hold themselves. */
  record Element(Supplier<Kind> kind) implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return node instanceof MapNode;
    }

    @Override
    public String label() {
      return "a map";
    }
  }

  /** A value of one of two forms. */
  record Either(ValueType first, ValueType second) implements ValueType {
    @Override
    public boolean accepts(Node node) {
      return first.accepts(node) || second.accepts(node);
    }

    @Override
    public String label() {
      return first.label() + " or " + second.label();
    }
  }
}
