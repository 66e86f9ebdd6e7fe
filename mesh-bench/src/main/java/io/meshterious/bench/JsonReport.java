// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;

/**
 * Prints a JSON object for each result, each on a line of its own, for machines. Facts of the
 * baseline are named as ours, with {@code baseline} before.
 */
final class JsonReport implements BenchReport {
  private static final MathContext DIGITS = new MathContext(6);

  private final JsonFactory factory = new JsonFactory();
  private final PrintWriter out;

  JsonReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void add(BenchResult result) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("bench", result.bench());
      json.writeStringField("case", result.caseName());
      number(json, "ours", result.ours());
      number(json, "baseline", result.baseline());
      json.writeStringField("baselineName", result.baselineName());
      json.writeStringField("unit", result.metric().unit());
      number(json, "ratio", result.ratio());
      if (result.allocated().isPresent()) {
        number(json, "allocBytesPerEvent", result.allocated().getAsDouble());
      }
      if (result.baselineAllocated().isPresent()) {
        number(json, "baselineAllocBytesPerEvent", result.baselineAllocated().getAsDouble());
      }
      json.writeNumberField("rounds", result.rounds());
      number(json, "spread", result.spread());
      json.writeStringField("jdk", Runtime.version().toString());
      json.writeNumberField("cores", Runtime.getRuntime().availableProcessors());
      for (Map.Entry<String, Double> fact : result.facts().entrySet()) {
        number(json, fact.getKey(), fact.getValue());
      }
      for (Map.Entry<String, Double> fact : result.baselineFacts().entrySet()) {
        String name = fact.getKey();
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        number(json, "baseline" + capital, fact.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println(line);
    out.flush();
  }

  /** Six digits; what JSON cannot say is null. */
  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
      json.writeFieldName(name);
      json.writeNumber(rounded.toPlainString());
    } else {
      json.writeNullField(name);
    }
  }
}
