// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.type.DataType;
import java.util.Optional;

/** The types and quotes that Spark and Databricks have in common. */
final class SparkTypes {
  private final Dialect dialect;

  SparkTypes(Dialect dialect) {
    this.dialect = dialect;
  }

  String integer(Property property, DataType.Int type, boolean small) {
    int bits = type.signed() ? type.bits() : type.bits() * 2;
    if (bits == 128 && !type.signed()) {
      return "DECIMAL(20,0)";
    } else if (bits > 64) {
      throw dialect.notRepresentable(
          property,
          "has up to 39 digits and DECIMAL holds 38",
          "use format i64, or physicalType decimal(38,0)");
    } else if (bits == 64) {
      return "BIGINT";
    }
    return bits == 32 || !small ? "INT" : bits == 16 ? "SMALLINT" : "TINYINT";
  }

  String decimal(DataType.Decimal type) {
    return "DECIMAL(" + type.precision() + "," + type.scale() + ")";
  }

  String timestamp(Property property, DataType.Timestamp type) {
    dialect.checkFraction(property, type.fraction(), 6);
    return type.zoned() ? "TIMESTAMP" : "TIMESTAMP_NTZ";
  }

  String member(Property parent, Property child, boolean notNull) {
    return dialect.quote(child.columnName())
        + ": "
        + dialect.type(child)
        + (notNull && Dialect.required(parent, child) ? " NOT NULL" : "")
        + dialect.nestedComment(child);
  }

  String comment(Optional<String> comment) {
    return comment.map(text -> " COMMENT " + dialect.literal(text)).orElse("");
  }
}
