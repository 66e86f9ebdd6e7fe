// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.type;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.error.MeshException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes one type of a property's logical type, options and physical type. The logical type decides
 * what kind of value it is; the options and the physical type decide its size. A property with only
 * a physical type takes the kind from that.
 */
public final class TypeResolver {
  private TypeResolver() {}

  /** The type of a property. */
  public static DataType resolve(Property property) {
    Optional<PhysicalType> physical = property.physicalType().flatMap(PhysicalType::parse);
    LogicalType logical =
        property
            .logicalType()
            .or(() -> physical.flatMap(PhysicalType::logicalType))
            .orElseThrow(() -> unresolved(property, missing(property)));
    return switch (logical) {
      case STRING -> text(property, physical);
      case DATE -> new DataType.Date();
      case TIME -> new DataType.Time(physical.map(it -> it.fraction(6)).orElse(6));
      case TIMESTAMP -> timestamp(property, physical);
      case NUMBER -> number(property, physical);
      case INTEGER -> integer(property, physical);
      case BOOLEAN -> new DataType.Bool();
      case OBJECT -> object(property);
      case ARRAY -> array(property);
    };
  }

  private static String missing(Property property) {
    return property
        .physicalType()
        .map(type -> "it has no logicalType, and physicalType '" + type + "' is not known")
        .orElse("it has neither logicalType nor physicalType");
  }

  private static DataType text(Property property, Optional<PhysicalType> physical) {
    String format = property.options().format().orElse("");
    if (format.equals("uuid") || physical.filter(it -> it.name().equals("uuid")).isPresent()) {
      return new DataType.Uuid();
    }
    if (format.equals("binary")
        || format.equals("byte")
        || physical.filter(PhysicalType::binary).isPresent()) {
      return new DataType.Binary();
    }
    if (physical.filter(PhysicalType::json).isPresent()) {
      return new DataType.Json();
    }
    OptionalInt length = property.options().maxLength();
    return new DataType.Text(
        length.isPresent()
            ? length
            : physical.map(PhysicalType::length).orElse(OptionalInt.empty()));
  }

  private static DataType timestamp(Property property, Optional<PhysicalType> physical) {
    boolean local = physical.filter(PhysicalType::local).isPresent();
    return new DataType.Timestamp(
        physical.map(it -> it.fraction(6)).orElse(6), property.options().timezone().orElse(!local));
  }

  private static DataType integer(Property property, Optional<PhysicalType> physical) {
    Optional<String> format = property.options().format();
    if (format.isPresent()) {
      if (!format.get().matches("[iu](8|16|32|64|128)")) {
        throw unresolved(
            property,
            "format '"
                + format.get()
                + "' is not known; allowed are i8, i16, i32, i64, i128, u8, u16, u32, u64 and u128");
      }
      return new DataType.Int(
          Integer.parseInt(format.get().substring(1)), format.get().charAt(0) == 'i');
    }
    if (physical.filter(PhysicalType::wholeDecimal).isPresent()) {
      return whole(decimal(property, physical.get()));
    }
    return physical.flatMap(PhysicalType::integer).orElse(new DataType.Int(32, true));
  }

  private static DataType number(Property property, Optional<PhysicalType> physical) {
    if (physical.isPresent() && physical.get().decimal()) {
      return decimal(property, physical.get());
    }
    Optional<String> format = property.options().format();
    if (format.isPresent() && !format.get().matches("f32|f64")) {
      throw unresolved(
          property, "format '" + format.get() + "' is not known; allowed are f32 and f64");
    }
    boolean single =
        format
            .map("f32"::equals)
            .orElse(physical.filter(PhysicalType::singlePrecision).isPresent());
    return new DataType.Real(single ? 32 : 64);
  }

  /**
   * The integer that holds all whole numbers of so many digits; beyond 18 the decimal itself, which
   * every target has, while few have 128 bits.
   */
  private static DataType whole(DataType.Decimal decimal) {
    int digits = decimal.precision();
    if (digits > 18) {
      return decimal;
    }
    return new DataType.Int(digits > 9 ? 64 : digits > 4 ? 32 : digits > 2 ? 16 : 8, true);
  }

  private static DataType.Decimal decimal(Property property, PhysicalType physical) {
    int precision = physical.argument(0).orElse(38);
    int scale = physical.argument(1).orElse(physical.argument(0).isPresent() ? 0 : 9);
    if (precision < 1 || precision > 38 || scale > precision) {
      throw unresolved(
          property,
          "physicalType '"
              + property.physicalType().orElse("")
              + "' is not a decimal of 1 to 38 digits with a scale of 0 to its precision");
    }
    return new DataType.Decimal(precision, scale);
  }

  private static DataType object(Property property) {
    List<Property> properties = property.properties();
    if (properties.isEmpty()) {
      return new DataType.Json();
    }
    List<String> required = property.options().requiredProperties();
    return new DataType.Struct(
        properties.stream()
            .map(
                it ->
                    new DataType.Field(
                        it.name(), resolve(it), it.required() || required.contains(it.name())))
            .toList());
  }

  private static DataType array(Property property) {
    return property
        .items()
        .<DataType>map(items -> new DataType.Array(resolve(items), items.required()))
        .orElse(new DataType.Json());
  }

  private static MeshException unresolved(Property property, String why) {
    return new MeshException(
        ContractError.TYPE_UNRESOLVED,
        "Cannot resolve the type of '" + property.path() + "': " + why);
  }
}
