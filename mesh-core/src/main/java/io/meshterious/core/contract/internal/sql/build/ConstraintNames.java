// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Gives out names of constraints and indexes: the same for the same parts, short enough, and each
 * once.
 */
final class ConstraintNames {
  private static final int DIGEST = 8;

  private final int limit;
  private final Set<String> taken = new HashSet<>();

  ConstraintNames(int limit) {
    this.limit = limit;
  }

  /** A name such as {@code ck_orders__qty__minimum}. */
  String of(String prefix, String table, List<String> parts) {
    String whole = prefix + "_" + table + (parts.isEmpty() ? "" : "__" + String.join("__", parts));
    String name = bytes(whole) > limit ? cut(whole, whole) : whole;
    for (int attempt = 2; !taken.add(name); attempt++) {
      name = cut(whole, whole + '\n' + attempt);
    }
    return name;
  }

  private String cut(String whole, String digested) {
    StringBuilder start = new StringBuilder();
    for (int c : whole.codePoints().toArray()) {
      if (bytes(start.toString()) + bytes(Character.toString(c)) > limit - DIGEST - 1) {
        break;
      }
      start.appendCodePoint(c);
    }
    return start + "_" + digest(digested);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGEST);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256", missing);
    }
  }
}
