// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.payload;

import io.meshterious.core.csv.CsvColumns;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.decode.PayloadDecoder;
import io.meshterious.ingest.decode.PayloadDecoders;
import io.meshterious.ingest.decode.PayloadRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records of delimiter-separated values. */
public final class CsvDecoders implements PayloadDecoders {
  /** The content type. */
  public static final String CONTENT_TYPE = "text/csv";

  /** The parameter that has the names of the columns, as a record with commas. */
  public static final String HEADER = "header";

  /** The parameter that says what is between cells. */
  public static final String DELIMITER = "delimiter";

  /** The parameter that says what is around cells. */
  public static final String QUOTE = "quote";

  private static final Set<String> PARAMETERS = Set.of("charset", DELIMITER, HEADER, QUOTE);

  /** Makes the plugin. */
  public CsvDecoders() {}

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String description() {
    return "a record of delimiter-separated values";
  }

  @Override
  public Set<String> contentTypes() {
    return Set.of(CONTENT_TYPE);
  }

  @Override
  public PayloadDecoder decoder(PayloadRequest request) {
    Map<String, String> parameters = request.parameters();
    for (String name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw invalid(
            name,
            "known are "
                + PARAMETERS.stream().sorted().toList()
                + NearMiss.of(name, PARAMETERS)
                    .map(it -> "; did you mean '" + it + "'?")
                    .orElse(""));
      }
    }
    if (!parameters.getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8")) {
      throw invalid("charset", "utf-8");
    }
    CsvColumns columns = new CsvColumns(request.table());
    String header = parameters.get(HEADER);
    List<String> names = header == null ? columns.header() : CsvDecoder.names(header);
    if (names.stream().distinct().count() < names.size()) {
      throw invalid(HEADER, "each column has a name of its own");
    }
    return new CsvDecoder(
        columns, names, character(parameters, DELIMITER, ","), character(parameters, QUOTE, "\""));
  }

  private static byte character(Map<String, String> parameters, String name, String usual) {
    String value = parameters.getOrDefault(name, usual);
    if (value.length() != 1 || value.charAt(0) > '~' || "\r\n".contains(value)) {
      throw invalid(name, "one ASCII character");
    }
    return (byte) value.charAt(0);
  }

  private static MeshException invalid(String name, String rule) {
    return new MeshException(
        DecodeError.CONTENT_TYPE_UNKNOWN,
        "Invalid parameter of the content type '"
            + CONTENT_TYPE
            + "': '"
            + name
            + "' ("
            + rule
            + ")");
  }
}
