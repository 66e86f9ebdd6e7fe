// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.place;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.error.MeshException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where events go or come from: a URI, and what to call it when something is wrong with it.
 *
 * @param uri the URI; options are its query
 * @param role what it is to who uses it, such as {@code target} or {@code source}
 * @param invalid the error of a URI, or an option in it, that is not allowed
 */
public record Place(URI uri, String role, ErrorCode invalid) {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");
  private static final String IN_A_NAME = "-._~";
  private static final String IN_A_PATH = IN_A_NAME + "!$&'()*+,;=:@/?";
  private static final String IN_A_URI = IN_A_PATH + "%[]";
  private static final String NAME = "(?i)%7Bname%7D";

  /**
   * The place that somebody means. What has no scheme is the path of a file. Characters that a URI
   * may not have are encoded, so that <code>{name}</code> and spaces can be written as they are.
   */
  public static Place of(String text, String role, ErrorCode invalid) {
    Matcher scheme = SCHEME.matcher(text);
    try {
      if (text.isBlank()) {
        throw new URISyntaxException(text, "it is blank");
      } else if (!scheme.matches()) {
        String file = (text.startsWith("/") ? "file://" : "file:") + encode(text, IN_A_PATH);
        return new Place(new URI(file), role, invalid);
      }
      String rest = scheme.group(2);
      String name = rest.isEmpty() || rest.startsWith("?") ? "-" + rest : rest;
      URI uri = new URI(scheme.group(1) + ":" + encode(name, IN_A_URI));
      return new Place(uri, role, invalid);
    } catch (URISyntaxException problem) {
      throw new MeshException(
          invalid,
          "Invalid "
              + role
              + ": '"
              + shown(text)
              + "' (a URI such as amqp://host/virtual-host, or the path of a file; "
              + problem.getReason()
              + ")");
    }
  }

  /**
   * The same, where events are called so: <code>{name}</code> in the URI, also as {@code
   * %7Bname%7D}, becomes the name. A URI without scheme is the path of a file.
   */
  public Place named(String name) {
    if (uri.getRawFragment() != null) {
      throw invalid("without '#', which is written %23 in a URI");
    }
    String whole = uri.getScheme() == null ? "file:" + uri : uri.toString();
    return with(
        URI.create(whole.replaceAll(NAME, Matcher.quoteReplacement(encode(name, IN_A_NAME)))));
  }

  /** The scheme of the URI, in lower case. */
  public String scheme() {
    return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
  }

  /** A failure that says what the URI must be. */
  public MeshException invalid(String rule) {
    return new MeshException(invalid, "Invalid " + role + ": '" + shown() + "' (" + rule + ")");
  }

  /** The same with another URI. */
  public Place with(URI other) {
    return new Place(other, role, invalid);
  }

  /** What the URI names: all between its scheme and its query, decoded. */
  public String name() {
    return decode(rawName());
  }

  /** What the URI names, as it is written. */
  public String rawName() {
    String rest = uri.getRawSchemeSpecificPart();
    int query = rest.indexOf('?');
    return query < 0 ? rest : rest.substring(0, query);
  }

  String rawQuery() {
    String rest = uri.getRawSchemeSpecificPart();
    int query = rest.indexOf('?');
    return query < 0 ? "" : rest.substring(query + 1);
  }

  private static String encode(String text, String allowed) {
    StringBuilder encoded = new StringBuilder();
    for (byte it : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (it & 0xFF);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || allowed.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  /** A part of a URI, decoded. */
  public static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The URI without its password, for people. */
  public String shown() {
    return shown(uri.toString());
  }

  /** A text that should be a URI, without the password that it may have. */
  public static String shown(String uri) {
    int from = uri.indexOf("://") + 3;
    int query = uri.indexOf('?');
    int at = uri.lastIndexOf('@', query < 0 ? uri.length() : query);
    int colon = uri.indexOf(':', from);
    return from < 3 || at < from || colon < 0 || colon > at
        ? uri
        : uri.substring(0, colon) + ":***" + uri.substring(at);
  }

  /** A text that is a URI, without the user and password that it may have, for who keeps it. */
  public static String withoutUser(String uri) {
    int from = uri.indexOf("://") + 3;
    if (from < 3) {
      return uri;
    }
    int end = from;
    while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    int at = uri.lastIndexOf('@', end);
    return at < from ? uri : uri.substring(0, from) + uri.substring(at + 1);
  }

  /** Its role and the URI without its password, as in {@code target 'file:orders.ndjson'}. */
  @Override
  public String toString() {
    return role + " '" + shown() + "'";
  }
}
