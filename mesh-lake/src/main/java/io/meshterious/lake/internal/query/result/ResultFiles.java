// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.ResultColumn;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Results as files: complete or not there at all. */
public final class ResultFiles {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private ResultFiles() {}

  /** Writes a result somewhere and gives the number of its rows. */
  @FunctionalInterface
  public interface Output<T> {
    long write(T target);
  }

  /** Writes a file beside its place and moves it there when it is complete. */
  public static long write(Path file, Output<OutputStream> output) {
    Path part = sibling(file);
    try {
      try {
        long rows;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
          rows = output.write(out);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return rows;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failed("'" + file + "'", e);
    }
  }

  /** Lets the engine write a file in a folder it may write to, and moves it to its place. */
  public static long throughEngine(Path file, Path folder, Output<Path> output) {
    Path part = folder.resolve("result-" + UUID.randomUUID() + ".parquet");
    try {
      Files.createDirectories(folder);
      try {
        long rows = output.write(part);
        Path beside = sibling(file);
        try {
          Files.move(part, beside);
          Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
          Files.deleteIfExists(beside);
        }
        return rows;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failed("'" + file + "'", e);
    }
  }

  private static Path sibling(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
  }

  private static MeshException failed(String where, IOException cause) {
    return new MeshException(
        QueryError.OUTPUT_FAILED,
        "Cannot write the result to " + where + ": " + cause.getMessage(),
        cause);
  }

  public static long csv(ResultRows rows, OutputStream out) {
    try {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      for (int i = 0; i < rows.columns().size(); i++) {
        writer.write(i == 0 ? "" : ",");
        writer.write(csvCell(rows.columns().get(i).name()));
      }
      writer.write("\r\n");
      long count = 0;
      while (rows.next()) {
        List<@Nullable Object> values = rows.current();
        for (int i = 0; i < values.size(); i++) {
          writer.write(i == 0 ? "" : ",");
          Object value = values.get(i);
          writer.write(value == null ? "" : csvCell(TextValues.text(value)));
        }
        writer.write("\r\n");
        count++;
      }
      writer.flush();
      return count;
    } catch (IOException e) {
      throw failed("the stream", e);
    }
  }

  /** An empty text is quoted, so that it is not taken for null. */
  private static String csvCell(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  public static long json(ResultRows rows, OutputStream out) {
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      generator.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      long count = 0;
      while (rows.next()) {
        List<@Nullable Object> values = rows.current();
        List<ResultColumn> columns = rows.columns();
        generator.writeStartObject();
        for (int i = 0; i < values.size(); i++) {
          generator.writeFieldName(columns.get(i).name());
          json(generator, values.get(i));
        }
        generator.writeEndObject();
        count++;
      }
      if (count > 0) {
        generator.writeRaw('\n');
      }
      return count;
    } catch (IOException e) {
      throw failed("the stream", e);
    }
  }

  private static void json(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof Boolean bool) {
      generator.writeBoolean(bool);
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isFinite(number)) {
        generator.writeNumber(value.toString());
      } else {
        generator.writeString(value.toString());
      }
    } else if (value instanceof BigDecimal decimal) {
      generator.writeNumber(decimal.toPlainString());
    } else if (value instanceof BigInteger number) {
      generator.writeNumber(number);
    } else if (value instanceof Number number) {
      generator.writeNumber(number.longValue());
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object item : list) {
        json(generator, item);
      }
      generator.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeFieldName(TextValues.text(entry.getKey()));
        json(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else {
      generator.writeString(TextValues.text(value));
    }
  }
}
