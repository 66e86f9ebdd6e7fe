// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.place;

import io.meshterious.core.error.ErrorCode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where events go or come from: a URI, and what to call it when something is wrong with it.
 *
 * @param uri the URI; options are its query
 * @param role what it is to who uses it, such as {@code target} or {@code source}
 * @param invalid the error of a URI, or an option in it, that is not allowed
 */
public record Place(URI uri, String role, ErrorCode invalid) {
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

  /** Its role and the URI without its password, as in {@code target 'file:orders.ndjson'}. */
  @Override
  public String toString() {
    return role + " '" + shown() + "'";
  }
}
