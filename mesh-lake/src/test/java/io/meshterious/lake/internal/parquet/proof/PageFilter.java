// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.lake.internal.parquet.proof.Condition.Operator;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.UUIDUtil;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.Column;
import org.apache.parquet.filter2.predicate.Operators.SupportsEqNotEq;
import org.apache.parquet.filter2.predicate.Operators.SupportsLtGt;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.filter2.columnindex.ColumnIndexFilter;
import org.apache.parquet.internal.filter2.columnindex.RowRanges;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What parquet-java's column index filter leaves of a file: the rows of the pages to be read. */
@SuppressWarnings("ByteBufferBackingArray") // buffers of arrays
final class PageFilter {
  private PageFilter() {}

  /** The numbers of the rows, counted from 0, whose pages the indexes do not rule out. */
  static Set<Long> rows(ParquetFileReader reader, Schema schema, Condition condition) {
    Set<Long> kept = new HashSet<>();
    Set<ColumnPath> columns = new HashSet<>();
    List<String> path = path(schema, condition);
    PrimitiveTypeName physical = null;
    for (ColumnDescriptor column : reader.getFileMetaData().getSchema().getColumns()) {
      columns.add(ColumnPath.get(column.getPath()));
      if (Arrays.asList(column.getPath()).equals(path)) {
        physical = column.getPrimitiveType().getPrimitiveTypeName();
      }
    }
    if (physical == null) {
      throw new IllegalStateException("There is no column " + path + " in " + columns);
    }
    FilterCompat.Filter filter =
        FilterCompat.get(predicate(condition, String.join(".", path), physical));
    long first = 0;
    for (int block = 0; block < reader.getRowGroups().size(); block++) {
      long count = reader.getRowGroups().get(block).getRowCount();
      RowRanges ranges =
          ColumnIndexFilter.calculateRowRanges(
              filter, reader.getColumnIndexStore(block), columns, count);
      for (PrimitiveIterator.OfLong it = ranges.iterator(); it.hasNext(); ) {
        kept.add(first + it.nextLong());
      }
      first += count;
    }
    return kept;
  }

  private static List<String> path(Schema schema, Condition condition) {
    List<String> path = new ArrayList<>();
    List<NestedField> fields = schema.columns();
    for (int place : condition.path()) {
      NestedField field = fields.get(place);
      path.add(AvroSchemaUtil.makeCompatibleName(field.name()));
      fields = field.type().isStructType() ? field.type().asStructType().fields() : List.of();
    }
    return path;
  }

  private static FilterPredicate predicate(
      Condition condition, String column, PrimitiveTypeName physical) {
    List<Object> values =
        condition.operands().stream().map(it -> stored(condition, it, physical)).toList();
    return switch (physical) {
      case BOOLEAN -> equality(condition, FilterApi.booleanColumn(column), values, Boolean.class);
      case INT32 -> order(condition, FilterApi.intColumn(column), values, Integer.class);
      case INT64 -> order(condition, FilterApi.longColumn(column), values, Long.class);
      case FLOAT -> order(condition, FilterApi.floatColumn(column), values, Float.class);
      case DOUBLE -> order(condition, FilterApi.doubleColumn(column), values, Double.class);
      default -> order(condition, FilterApi.binaryColumn(column), values, Binary.class);
    };
  }

  private static <T extends Comparable<T>, C extends Column<T> & SupportsEqNotEq>
      FilterPredicate equality(Condition condition, C column, List<Object> values, Class<T> kind) {
    return switch (condition.operator()) {
      case EQUAL -> FilterApi.eq(column, kind.cast(values.get(0)));
      case NOT_EQUAL -> FilterApi.notEq(column, kind.cast(values.get(0)));
      case IN -> FilterApi.in(column, set(values, kind));
      case NOT_IN -> FilterApi.notIn(column, set(values, kind));
      case IS_NULL -> FilterApi.eq(column, null);
      default -> FilterApi.notEq(column, null);
    };
  }

  private static <T extends Comparable<T>, C extends Column<T> & SupportsLtGt>
      FilterPredicate order(Condition condition, C column, List<Object> values, Class<T> kind) {
    return switch (condition.operator()) {
      case LESS -> FilterApi.lt(column, kind.cast(values.get(0)));
      case LESS_OR_EQUAL -> FilterApi.ltEq(column, kind.cast(values.get(0)));
      case GREATER -> FilterApi.gt(column, kind.cast(values.get(0)));
      case GREATER_OR_EQUAL -> FilterApi.gtEq(column, kind.cast(values.get(0)));
      default -> equality(condition, column, values, kind);
    };
  }

  private static <T> Set<T> set(List<Object> values, Class<T> kind) {
    Set<T> set = new HashSet<>();
    values.forEach(value -> set.add(kind.cast(value)));
    return set;
  }

  /** Whether parquet-java has words for it. */
  static boolean understands(Condition condition) {
    boolean isBoolean = condition.type().typeId() == org.apache.iceberg.types.Type.TypeID.BOOLEAN;
    return condition.operator() != Operator.IS_NAN && !(isBoolean && condition.isOrder());
  }

  private static Object stored(Condition condition, Object value, PrimitiveTypeName physical) {
    if (value instanceof BigDecimal decimal) {
      return switch (physical) {
        case INT32 -> decimal.unscaledValue().intValueExact();
        case INT64 -> decimal.unscaledValue().longValueExact();
        default -> {
          int length =
              org.apache.iceberg.types.TypeUtil.decimalRequiredBytes(
                  ((Types.DecimalType) condition.type()).precision());
          byte[] bytes = new byte[length];
          byte[] shortest = decimal.unscaledValue().toByteArray();
          Arrays.fill(bytes, (byte) (decimal.signum() < 0 ? -1 : 0));
          System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
          yield Binary.fromConstantByteArray(bytes);
        }
      };
    } else if (value instanceof UUID uuid) {
      return Binary.fromConstantByteArray(UUIDUtil.convert(uuid));
    } else if (value instanceof ByteBuffer buffer) {
      return Binary.fromConstantByteArray(buffer.array());
    } else if (value instanceof String text) {
      return Binary.fromString(text);
    }
    return value;
  }
}
