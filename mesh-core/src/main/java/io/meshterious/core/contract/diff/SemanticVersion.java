// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of three numbers after SemVer 2.0. A leading {@code v} is allowed, and missing numbers
 * are zero, because contracts often say {@code 1.0}.
 */
record SemanticVersion(BigInteger major, BigInteger minor, BigInteger patch, String preRelease)
    implements Comparable<SemanticVersion> {
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final Pattern FORM =
      Pattern.compile(
          "v?"
              + NUMBER
              + "(?:\\."
              + NUMBER
              + "(?:\\."
              + NUMBER
              + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z.-]+)?)?)?");

  static Optional<SemanticVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String preRelease = matcher.group(4) == null ? "" : matcher.group(4);
    return Optional.of(
        new SemanticVersion(
            number(matcher, 1), number(matcher, 2), number(matcher, 3), preRelease));
  }

  private static BigInteger number(Matcher matcher, int group) {
    return matcher.group(group) == null ? BigInteger.ZERO : new BigInteger(matcher.group(group));
  }

  /** Whether the version is before 1.0.0, when the second number rises for breaking changes. */
  boolean initial() {
    return major.signum() == 0;
  }

  /** Which number rises from this version to a later one. */
  VersionBump bumpTo(SemanticVersion later) {
    if (later.compareTo(this) <= 0) {
      return VersionBump.NONE;
    } else if (!later.major.equals(major)) {
      return VersionBump.MAJOR;
    }
    return later.minor.equals(minor) ? VersionBump.PATCH : VersionBump.MINOR;
  }

  /** The next version with a bump. */
  String next(VersionBump bump) {
    return switch (bump) {
      case NONE -> major + "." + minor + "." + patch;
      case PATCH -> major + "." + minor + "." + patch.add(BigInteger.ONE);
      case MINOR -> major + "." + minor.add(BigInteger.ONE) + ".0";
      case MAJOR -> major.add(BigInteger.ONE) + ".0.0";
    };
  }

  @Override
  public int compareTo(SemanticVersion that) {
    int order = major.compareTo(that.major);
    order = order != 0 ? order : minor.compareTo(that.minor);
    order = order != 0 ? order : patch.compareTo(that.patch);
    return order != 0 ? order : comparePreRelease(preRelease, that.preRelease);
  }

  private static int comparePreRelease(String mine, String theirs) {
    if (mine.isEmpty() || theirs.isEmpty()) {
      return Boolean.compare(mine.isEmpty(), theirs.isEmpty());
    }
    String[] left = mine.split("\\.", -1);
    String[] right = theirs.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean leftNumber = left[i].matches("[0-9]+");
      boolean rightNumber = right[i].matches("[0-9]+");
      int order =
          leftNumber && rightNumber
              ? new BigInteger(left[i]).compareTo(new BigInteger(right[i]))
              : leftNumber != rightNumber ? (leftNumber ? -1 : 1) : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
