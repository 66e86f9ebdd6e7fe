// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.parquet.Codec;
import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.ColumnOptions.Hint;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/** What the properties of a table say about its data files. */
final class TableOptions {
  private final Table table;
  private final Map<String, String> properties;

  TableOptions(Table table) {
    this.table = table;
    this.properties = table.properties();
  }

  long fileBytes() {
    return number(
        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT,
        1,
        Long.MAX_VALUE);
  }

  EncoderOptions encoder(OptionalInt chosenLevel) {
    Codec codec = codec();
    return new EncoderOptions(
        codec,
        chosenLevel.isPresent()
            ? level(codec, chosenLevel.getAsInt(), "compression level")
            : level(codec),
        number(
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES_DEFAULT,
            1,
            1 << 30),
        (int)
            number(
                TableProperties.PARQUET_PAGE_SIZE_BYTES,
                TableProperties.PARQUET_PAGE_SIZE_BYTES_DEFAULT,
                1,
                64 << 20),
        (int)
            number(
                TableProperties.PARQUET_PAGE_ROW_LIMIT,
                TableProperties.PARQUET_PAGE_ROW_LIMIT_DEFAULT,
                1,
                1 << 20),
        (int)
            number(
                TableProperties.PARQUET_DICT_SIZE_BYTES,
                TableProperties.PARQUET_DICT_SIZE_BYTES_DEFAULT,
                1,
                64 << 20),
        columns(),
        MetricsConfig.forTable(table));
  }

  private Codec codec() {
    String name =
        properties.getOrDefault(
            TableProperties.PARQUET_COMPRESSION,
            TableProperties.PARQUET_COMPRESSION_DEFAULT_SINCE_1_4_0);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "zstd" -> Codec.ZSTD;
      case "gzip" -> Codec.GZIP;
      case "uncompressed", "none" -> Codec.NONE;
      default ->
          throw invalid(TableProperties.PARQUET_COMPRESSION, name, "zstd, gzip or uncompressed");
    };
  }

  private int level(Codec codec) {
    if (codec == Codec.NONE || !properties.containsKey(TableProperties.PARQUET_COMPRESSION_LEVEL)) {
      return codec.usualLevel();
    }
    return level(
        codec,
        (int)
            number(
                TableProperties.PARQUET_COMPRESSION_LEVEL,
                codec.usualLevel(),
                Integer.MIN_VALUE,
                Integer.MAX_VALUE),
        TableProperties.PARQUET_COMPRESSION_LEVEL);
  }

  private int level(Codec codec, int level, String what) {
    if (level < codec.leastLevel() || level > codec.mostLevel()) {
      throw invalid(
          what,
          String.valueOf(level),
          codec.leastLevel() + " to " + codec.mostLevel() + " for " + codec);
    }
    return level;
  }

  private Map<String, ColumnOptions> columns() {
    Set<String> names = new HashSet<>();
    for (String prefix :
        Set.of(
            TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX,
            TableProperties.PARQUET_DICT_ENCODING_ENABLED_COLUMN_PREFIX)) {
      for (String key : properties.keySet()) {
        if (key.startsWith(prefix)) {
          names.add(key.substring(prefix.length()));
        }
      }
    }
    Map<String, ColumnOptions> columns = new HashMap<>();
    for (String name : names) {
      columns.put(name, column(name));
    }
    return columns;
  }

  private ColumnOptions column(String name) {
    boolean bloom =
        Boolean.parseBoolean(
            properties.get(TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX + name));
    boolean dictionary =
        Boolean.parseBoolean(
            properties.getOrDefault(
                TableProperties.PARQUET_DICT_ENCODING_ENABLED_COLUMN_PREFIX + name, "true"));
    String wrongKey = TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_PREFIX + name;
    double wrong = TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_DEFAULT;
    String given = properties.get(wrongKey);
    if (given != null) {
      try {
        wrong = Double.parseDouble(given);
      } catch (NumberFormatException e) {
        throw invalid(wrongKey, given, "a number between 0 and 1");
      }
      if (!(wrong > 0 && wrong < 1)) {
        throw invalid(wrongKey, given, "a number between 0 and 1");
      }
    }
    return new ColumnOptions(
        dictionary ? Hint.DATA : Hint.NO_DICTIONARY,
        bloom,
        wrong,
        number(TableProperties.PARQUET_BLOOM_FILTER_COLUMN_NDV_PREFIX + name, 0, 0, Long.MAX_VALUE),
        (int)
            number(
                TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES,
                TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES_DEFAULT,
                32,
                128 << 20));
  }

  private long number(String key, long otherwise, long least, long most) {
    String given = properties.get(key);
    if (given == null) {
      return otherwise;
    }
    long value;
    try {
      value = Long.parseLong(given);
    } catch (NumberFormatException e) {
      throw invalid(key, given, "a whole number");
    }
    if (value < least || value > most) {
      throw invalid(key, given, "from " + least + " to " + most);
    }
    return value;
  }

  private MeshException invalid(String what, String value, String rule) {
    return new MeshException(
            EncodeError.INVALID_WRITER_OPTION,
            "Invalid " + what + ": '" + value + "' (" + rule + ")")
        .at("table", table.name());
  }
}
