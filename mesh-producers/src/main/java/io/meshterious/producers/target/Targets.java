// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.producers.ProducerError;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of targets there are, found by the scheme of a URI. */
public final class Targets {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)");
  private static final String IN_A_NAME = "-._~";
  private static final String IN_A_PATH = IN_A_NAME + "!$&'()*+,;=:@/?";
  private static final String IN_A_URI = IN_A_PATH + "%[]";
  private static final String NAME = "%7Bname%7D";

  private final Map<String, EventTargets> byScheme = new TreeMap<>();

  private Targets(List<EventTargets> plugins) {
    for (EventTargets plugin : plugins) {
      for (String scheme : plugin.schemes()) {
        EventTargets other = byScheme.putIfAbsent(scheme, plugin);
        if (other != null) {
          throw new MeshException(
              ProducerError.TARGET_INVALID,
              "Cannot tell who opens targets of scheme '"
                  + scheme
                  + "': "
                  + other.getClass().getName()
                  + " and "
                  + plugin.getClass().getName()
                  + " both do");
        }
      }
    }
  }

  /** Those on the class path. */
  public static Targets load() {
    return of(Plugins.load().all(EventTargets.class));
  }

  /** Those of certain plugins. */
  public static Targets of(List<EventTargets> plugins) {
    return new Targets(plugins);
  }

  /** The schemes that can be opened, in the order of the alphabet. */
  public List<String> schemes() {
    return List.copyOf(byScheme.keySet());
  }

  /**
   * The URI that somebody means. What has no scheme is the path of a file, and {@code -} is
   * standard output. Characters that a URI may not have are encoded, so that <code>{name}</code>
   * and spaces can be written as they are.
   */
  public static URI uri(String text) {
    Matcher scheme = SCHEME.matcher(text);
    try {
      if (text.isBlank()) {
        throw new URISyntaxException(text, "it is blank");
      } else if (text.equals("-")) {
        return new URI("stdout:-");
      } else if (!scheme.matches()) {
        return new URI((text.startsWith("/") ? "file://" : "file:") + encode(text, IN_A_PATH));
      }
      String rest = scheme.group(2);
      String place = rest.isEmpty() || rest.startsWith("?") ? "-" + rest : rest;
      return new URI(scheme.group(1) + ":" + encode(place, IN_A_URI));
    } catch (URISyntaxException problem) {
      throw new MeshException(
          ProducerError.TARGET_INVALID,
          "Invalid target: '"
              + TargetRequest.shown(text)
              + "' (a URI such as amqp://host/virtual-host, the path of a file, or -; "
              + problem.getReason()
              + ")");
    }
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

  /**
   * Opens a target. A URI without scheme is the path of a file; <code>{name}</code> in a URI, also
   * as {@code %7Bname%7D}, becomes the request's name.
   */
  public EventTarget open(TargetRequest request) {
    URI uri = request.uri();
    if (uri.getScheme() == null) {
      uri = URI.create("file:" + uri);
    }
    if (uri.getRawFragment() != null) {
      throw new MeshException(
          ProducerError.TARGET_INVALID,
          "Invalid target: '" + request.shown() + "' (without '#', which is written %23 in a URI)");
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    EventTargets plugin =
        Optional.ofNullable(byScheme.get(scheme)).orElseThrow(() -> unknown(request, scheme));
    String named =
        uri.toString()
            .replaceAll("(?i)" + NAME, Matcher.quoteReplacement(encode(request.name(), IN_A_NAME)));
    return plugin.open(request.with(URI.create(named)));
  }

  private MeshException unknown(TargetRequest request, String scheme) {
    String near =
        NearMiss.of(scheme, byScheme.keySet()).map(it -> "; did you mean '" + it + "'?").orElse("");
    return new MeshException(
        ProducerError.TARGET_INVALID,
        "Cannot open target '"
            + request.shown()
            + "': nobody knows its scheme '"
            + scheme
            + "', known are "
            + schemes()
            + near);
  }
}
