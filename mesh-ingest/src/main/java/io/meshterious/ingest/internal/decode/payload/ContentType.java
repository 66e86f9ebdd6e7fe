// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.payload;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a content type says, as RFC 9110 describes it.
 *
 * @param media the type in lower case, without parameters
 * @param parameters the parameters, their names in lower case
 */
public record ContentType(String media, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\s*;\\s*([^\\s=;\"]+)=(\"((?:[^\"\\\\]|\\\\.)*+)\"|[^\\s;\"]*)", Pattern.DOTALL);
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  /** Reads a content type; empty when it is none. */
  public static Optional<ContentType> parse(String text) {
    int end = text.indexOf(';');
    String media = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new TreeMap<>();
    Matcher matcher = PARAMETER.matcher(text);
    int at = end < 0 ? text.length() : end;
    while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
      String quoted = matcher.group(3);
      String value = quoted == null ? matcher.group(2) : ESCAPED.matcher(quoted).replaceAll("$1");
      parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
      at = matcher.end();
    }
    boolean complete = text.substring(at).isBlank() || text.substring(at).strip().equals(";");
    return complete ? Optional.of(new ContentType(media, parameters)) : Optional.empty();
  }

  /** Whether it says JSON, or nothing. */
  public boolean json() {
    return media.isEmpty()
        || media.equals("application/json")
        || media.equals("text/json")
        || media.startsWith("application/") && media.endsWith("+json");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(media);
    parameters.forEach(
        (name, value) ->
            text.append("; ")
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
    return text.toString();
  }
}
