// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.value;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds one value against a property's type and options. */
public final class ValueCheck {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]*={0,2}");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?");

  private final FieldSite field;
  private final DataType type;
  private final Bounds bounds;

  /** A check for a property of a known type. */
  public ValueCheck(FieldSite field, DataType type) {
    this.field = field;
    this.type = type;
    this.bounds = Bounds.of(field);
  }

  /** What a value should be to have the type; absent when it has. */
  public Optional<String> wrongType(Node value) {
    return accepts(type, value) ? Optional.empty() : Optional.of(expected());
  }

  private boolean accepts(DataType wanted, Node value) {
    if (wanted instanceof DataType.Json) {
      return true;
    } else if (wanted instanceof DataType.Struct || wanted instanceof DataType.Array) {
      String bracket = wanted instanceof DataType.Struct ? "{" : "[";
      boolean asText =
          value instanceof ScalarNode scalar
              && scalar.isText()
              && scalar.text().strip().startsWith(bracket);
      return asText
          || (wanted instanceof DataType.Struct
              ? value instanceof MapNode
              : value instanceof ListNode);
    }
    return value instanceof ScalarNode scalar && accepts(wanted, scalar);
  }

  private boolean accepts(DataType wanted, ScalarNode scalar) {
    if (scalar.isNull()) {
      return !field.property().required();
    } else if (wanted instanceof DataType.Bool) {
      return scalar.isBoolean();
    } else if (wanted instanceof DataType.Int) {
      return scalar.isInteger() && Types.holds(wanted, scalar.decimal());
    } else if (wanted instanceof DataType.Decimal decimal) {
      return number(scalar)
          .filter(
              it -> Types.holds(decimal, it) && it.stripTrailingZeros().scale() <= decimal.scale())
          .isPresent();
    } else if (wanted instanceof DataType.Real) {
      return scalar.isNumber();
    } else if (Types.temporal(wanted)) {
      return scalar.isText() && Moments.number(field, wanted, scalar.text()).isPresent();
    } else if (wanted instanceof DataType.Uuid) {
      return scalar.isText() && UUID.matcher(scalar.text()).matches();
    } else if (wanted instanceof DataType.Binary) {
      return scalar.isText() && BASE64.matcher(scalar.text()).matches();
    }
    return scalar.isText();
  }

  private String expected() {
    if (Types.temporal(type)) {
      return Moments.form(field, type);
    } else if (type instanceof DataType.Bool) {
      return "allowed is true or false";
    } else if (type instanceof DataType.Int || type instanceof DataType.Decimal) {
      return "allowed is a number of type " + type.label();
    } else if (type instanceof DataType.Real) {
      return "allowed is a number";
    } else if (type instanceof DataType.Struct) {
      return "allowed is a map";
    } else if (type instanceof DataType.Array) {
      return "allowed is a list";
    } else if (type instanceof DataType.Uuid) {
      return "allowed is a UUID";
    }
    return type instanceof DataType.Binary ? "allowed is base64 text" : "allowed is text";
  }

  /** Which option a value of the right type breaks; absent when it breaks none. */
  public Optional<String> broken(Node value) {
    TypeOptions options = field.options();
    if (value instanceof ListNode list) {
      int size = list.items().size();
      return count(
          size,
          "minItems",
          options.minItems().orElse(0),
          "maxItems",
          options.maxItems().orElse(Integer.MAX_VALUE));
    }
    return value instanceof ScalarNode scalar && !scalar.isNull()
        ? broken(scalar)
        : Optional.empty();
  }

  private Optional<String> broken(ScalarNode scalar) {
    if (Types.numeric(type) || Types.temporal(type)) {
      Optional<BigDecimal> number =
          Types.numeric(type) ? number(scalar) : Moments.number(field, type, scalar.text());
      return number.flatMap(this::outside);
    }
    return type instanceof DataType.Text text && scalar.isText()
        ? text(scalar.text(), text)
        : Optional.empty();
  }

  private Optional<String> outside(BigDecimal number) {
    Optional<Bounds.Bound> bound = bounds.brokenBy(number);
    Optional<BigDecimal> step =
        field
            .options()
            .multipleOf()
            .filter(
                it ->
                    it.signum() > 0
                        && Math.abs(it.scale()) < 1_000
                        && Math.abs(number.scale()) < 1_000);
    if (bound.isPresent()) {
      return Optional.of(bound.get().key() + " is " + bound.get().text());
    } else if (step.isPresent() && number.remainder(step.get()).signum() != 0) {
      return Optional.of("multipleOf is " + step.get());
    }
    return Optional.empty();
  }

  private Optional<String> text(String text, DataType.Text textType) {
    int length = text.codePointCount(0, text.length());
    Optional<String> size =
        count(
            length,
            "minLength",
            field.options().minLength().orElse(0),
            "maxLength",
            textType.maxLength().orElse(Integer.MAX_VALUE));
    if (size.isPresent()) {
      return size;
    }
    return field
        .pattern()
        .filter(pattern -> !pattern.matches(text))
        .map(pattern -> "pattern is " + quote(pattern.source()));
  }

  private static Optional<String> count(
      int count, String leastKey, int least, String mostKey, int most) {
    if (count < least) {
      return Optional.of(leastKey + " is " + least);
    }
    return count > most ? Optional.of(mostKey + " is " + most) : Optional.empty();
  }

  private static Optional<BigDecimal> number(ScalarNode scalar) {
    if (scalar.isNumber()) {
      return Optional.of(scalar.decimal());
    }
    return scalar.isText() && NUMBER.matcher(scalar.text()).matches()
        ? Optional.of(new BigDecimal(scalar.text()))
        : Optional.empty();
  }

  /** A value as messages show it. */
  public static String show(Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar.isText() ? quote(scalar.text()) : scalar.text();
    }
    return "a " + value.kindName();
  }

  /** The value with quotes, when only those are missing. */
  public Optional<String> quoted(Node value) {
    boolean text = type instanceof DataType.Text;
    return text && value instanceof ScalarNode scalar && !scalar.isText() && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }
}
