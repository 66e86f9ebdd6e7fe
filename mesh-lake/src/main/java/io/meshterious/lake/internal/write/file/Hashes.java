// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.write.value.EngineValues;
import io.meshterious.lake.write.WriteError;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.BucketUtil;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;

/** Iceberg's hash of values as functions of the engine, for partitions by bucket. */
final class Hashes {
  private static final String OF_LONG = "mesh_hash_long";
  private static final String OF_TEXT = "mesh_hash_text";
  private static final String OF_BINARY = "mesh_hash_binary";
  private static final String OF_UUID = "mesh_hash_uuid";
  private static final String OF_DECIMAL = "mesh_hash_decimal";

  private Hashes() {}

  /** The expression of a value's hash; null for null. */
  static String of(Type type, String value) {
    String plain = EngineValues.plain(type, value);
    return switch (type.typeId()) {
      case INTEGER, LONG, DATE, TIME, TIMESTAMP -> OF_LONG + "(CAST(" + plain + " AS BIGINT))";
      case TIMESTAMP_NANO -> OF_LONG + "(CAST(" + PartitionKeys.floor(plain, 1000) + " AS BIGINT))";
      case STRING -> OF_TEXT + "(" + plain + ")";
      case BINARY -> OF_BINARY + "(" + plain + ")";
      case UUID -> OF_UUID + "(" + plain + ")";
      case DECIMAL -> OF_DECIMAL + "(" + plain + ")";
      default ->
          throw new MeshException(
              WriteError.TABLE_UNSUPPORTED, "Cannot write buckets of type " + type);
    };
  }

  /** Makes the functions known to the engine, if they are not yet. */
  static void register(Session session) {
    session.once("hashes", Hashes::register);
  }

  private static void register(Connection connection) throws SQLException {
    whole(connection, OF_LONG);
    text(connection, OF_TEXT, BucketUtil::hash);
    text(
        connection,
        OF_BINARY,
        hex ->
            BucketUtil.hash(
                ByteBuffer.wrap(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)))));
    text(connection, OF_UUID, uuid -> BucketUtil.hash(UUID.fromString(uuid)));
    text(connection, OF_DECIMAL, number -> BucketUtil.hash(new BigDecimal(number)));
  }

  private static void whole(Connection connection, String name) throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameter(DuckDBColumnType.BIGINT)
          .withReturnType(DuckDBColumnType.INTEGER)
          .withVectorizedFunction(
              (input, output) -> {
                DuckDBReadableVector values = input.vector(0);
                for (long i = 0; i < input.rowCount(); i++) {
                  if (values.isNull(i)) {
                    output.setNull(i);
                  } else {
                    output.setInt(i, BucketUtil.hash(values.getLong(i)));
                  }
                }
              })
          .register(connection);
    }
  }

  private static void text(Connection connection, String name, ToIntFunction<String> hash)
      throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(name)
          .withParameter(DuckDBColumnType.VARCHAR)
          .withReturnType(DuckDBColumnType.INTEGER)
          .withVectorizedFunction(
              (input, output) -> {
                DuckDBReadableVector values = input.vector(0);
                for (long i = 0; i < input.rowCount(); i++) {
                  if (values.isNull(i)) {
                    output.setNull(i);
                  } else {
                    output.setInt(i, hash.applyAsInt(values.getString(i)));
                  }
                }
              })
          .register(connection);
    }
  }
}
