// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Something outside the JVM that tests need, such as a database. Where it is missing, tests are
 * skipped and the number of skipped tests is printed when the run ends; where the environment
 * variable {@code MESH_REQUIRE} (names separated by commas) asks for it, they fail instead.
 */
public final class Requirement {
  /** The environment variable that turns skipped tests into failures. */
  public static final String VARIABLE = "MESH_REQUIRE";

  private static final ConcurrentHashMap<String, AtomicInteger> SKIPPED = new ConcurrentHashMap<>();

  private final String name;
  private final String title;
  private final String remedy;

  /**
   * A requirement.
   *
   * @param name the name in {@code MESH_REQUIRE}, such as {@code postgresql}
   * @param title what people call it
   * @param remedy how to get it, such as {@code apt-get install postgresql}
   */
  public Requirement(String name, String title, String remedy) {
    this.name = name;
    this.title = title;
    this.remedy = remedy;
  }

  /** Whether {@code MESH_REQUIRE} asks for it. */
  public boolean demanded() {
    return demanded(variable());
  }

  boolean demanded(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(it -> it.strip().toLowerCase(Locale.ROOT))
        .anyMatch(name::equals);
  }

  private static String variable() {
    return Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
  }

  /**
   * Ends the current test when the thing is missing: as a failure where it is demanded, as skipped
   * elsewhere.
   *
   * @param available whether it is there
   */
  public void check(boolean available) {
    check(
        available,
        variable(),
        () -> SKIPPED.computeIfAbsent(name, first -> count()).incrementAndGet());
  }

  void check(boolean available, String demands, Runnable beforeSkipping) {
    if (available) {
      return;
    }
    String missing = title + " not found; " + remedy;
    if (demanded(demands)) {
      Assertions.fail(missing + " (" + VARIABLE + " asks for it)");
    }
    beforeSkipping.run();
    Assumptions.abort(missing);
  }

  private AtomicInteger count() {
    AtomicInteger count = new AtomicInteger();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> report(count.get()), "skipped-" + name));
    return count;
  }

  @SuppressWarnings("SystemOut") // Loud on purpose: a run without it must not look complete.
  private void report(int count) {
    System.err.println(
        title + " not found: " + count + (count == 1 ? " test" : " tests") + " skipped; " + remedy);
  }
}
