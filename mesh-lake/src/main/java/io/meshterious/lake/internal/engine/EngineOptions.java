// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.Resources;
import io.meshterious.lake.query.QueryError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an engine may use.
 *
 * @param memoryBytes the memory of the engine, outside the Java heap; beyond it queries spill
 * @param tempFolder where queries spill to; it is made when it is needed
 * @param tempBytes the most that is spilled; zero: queries never spill
 * @param threads the threads of one engine
 * @param folders the only folders the engine opens files in; empty: any
 */
public record EngineOptions(
    long memoryBytes, Path tempFolder, long tempBytes, int threads, List<Path> folders) {
  private static final long MEBI = 1L << 20;
  private static final long LEAST_MEMORY = 16 * MEBI;

  /** Checks every option. */
  public EngineOptions {
    if (memoryBytes < LEAST_MEMORY) {
      throw invalid("memory", memoryBytes + " bytes", "at least " + LEAST_MEMORY);
    }
    if (tempBytes < 0) {
      throw invalid("temporary space", tempBytes + " bytes", "zero or more");
    }
    if (threads < 1) {
      throw invalid("number of threads", String.valueOf(threads), "at least 1");
    }
    tempFolder = tempFolder.toAbsolutePath().normalize();
    folders = folders.stream().map(f -> f.toAbsolutePath().normalize()).toList();
  }

  /**
   * Half of the machine's memory that the Java heap leaves free, every processor, and up to four
   * times the memory of spilled data in the system's folder for temporary files.
   */
  public static EngineOptions defaults() {
    long memory = defaultMemory();
    return new EngineOptions(
        memory,
        Path.of(System.getProperty("java.io.tmpdir"), "mesh-engine"),
        4 * memory,
        Runtime.getRuntime().availableProcessors(),
        List.of());
  }

  /** What a lake's options allow, with a folder for spilled data. */
  public static EngineOptions of(Resources resources, Path tempFolder) {
    long memory = resources.memory().orElseGet(EngineOptions::defaultMemory);
    return new EngineOptions(
        memory,
        tempFolder,
        resources.spill().orElse(4 * memory),
        resources.threads().orElseGet(Runtime.getRuntime()::availableProcessors),
        List.of());
  }

  /** With another limit of memory. */
  public EngineOptions memory(long bytes) {
    return new EngineOptions(bytes, tempFolder, tempBytes, threads, folders);
  }

  /** With another place and limit for spilled data. */
  public EngineOptions temp(Path folder, long bytes) {
    return new EngineOptions(memoryBytes, folder, bytes, threads, folders);
  }

  /** With another number of threads. */
  public EngineOptions threads(int count) {
    return new EngineOptions(memoryBytes, tempFolder, tempBytes, count, folders);
  }

  /** Opens files in these folders only. */
  public EngineOptions folders(List<Path> only) {
    return new EngineOptions(memoryBytes, tempFolder, tempBytes, threads, only);
  }

  private static long defaultMemory() {
    long free = physicalMemory() - Runtime.getRuntime().maxMemory();
    return Math.max(256 * MEBI, free / 2);
  }

  /** The memory of the machine, or of the container when that has less. */
  private static long physicalMemory() {
    long machine = 4L << 30;
    if (java.lang.management.ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      machine = system.getTotalMemorySize();
    }
    return containerLimit().map(limit -> limit > 0 ? limit : Long.MAX_VALUE).stream()
        .mapToLong(Long::longValue)
        .reduce(machine, Math::min);
  }

  private static Optional<Long> containerLimit() {
    try {
      String text = Files.readString(Path.of("/sys/fs/cgroup/memory.max")).strip();
      return text.equals("max") ? Optional.empty() : Optional.of(Long.valueOf(text));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static MeshException invalid(String what, String value, String rule) {
    return new MeshException(
        QueryError.ENGINE_OPTION_INVALID,
        String.format(Locale.ROOT, "Invalid %s of the engine: %s (%s)", what, value, rule));
  }
}
