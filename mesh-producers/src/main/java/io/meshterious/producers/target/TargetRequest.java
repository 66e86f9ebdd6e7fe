// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.contract.Table;
import io.meshterious.core.event.EventKind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a target is opened with.
 *
 * @param uri where events go; options are its query
 * @param name what the events are called where the URI does not say, such as {@code orders.north};
 *     it stands for {@code {name}} in the URI
 * @param kind what the events share
 * @param table what the contract says of the events; empty when that is not known
 * @param first how many events of this name were sent before, by a run that this one goes on with
 * @param listener is told what is refused
 */
public record TargetRequest(
    URI uri,
    String name,
    EventKind kind,
    Optional<Table> table,
    long first,
    TargetListener listener) {
  /** The request for a URI; nothing was sent before. */
  public static TargetRequest of(URI uri, String name, EventKind kind, TargetListener listener) {
    return new TargetRequest(uri, name, kind, Optional.empty(), 0, listener);
  }

  /** The same request with another URI. */
  public TargetRequest with(URI other) {
    return new TargetRequest(other, name, kind, table, first, listener);
  }

  /** What the URI names: all between its scheme and its query, decoded. */
  public String place() {
    return decode(rawPlace());
  }

  String rawPlace() {
    String rest = uri.getRawSchemeSpecificPart();
    int query = rest.indexOf('?');
    return query < 0 ? rest : rest.substring(0, query);
  }

  String rawQuery() {
    String rest = uri.getRawSchemeSpecificPart();
    int query = rest.indexOf('?');
    return query < 0 ? "" : rest.substring(query + 1);
  }

  static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The URI without its password, for people. */
  public String shown() {
    return shown(uri.toString());
  }

  /** A text that should be a URI, without the password that it may have. */
  static String shown(String uri) {
    int from = uri.indexOf("://") + 3;
    int query = uri.indexOf('?');
    int at = uri.lastIndexOf('@', query < 0 ? uri.length() : query);
    int colon = uri.indexOf(':', from);
    return from < 3 || at < from || colon < 0 || colon > at
        ? uri
        : uri.substring(0, colon) + ":***" + uri.substring(at);
  }

  @Override
  public String toString() {
    return "TargetRequest[uri=" + shown() + ", name=" + name + ", first=" + first + "]";
  }
}
