// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has computed since this was made, all its threads together: beside the time
 * that passed it shows who waited, and it changes little on a machine with other work.
 */
public final class CpuTime {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long before = SYSTEM.getProcessCpuTime();

  private CpuTime() {}

  /** Counts from now on. */
  public static CpuTime start() {
    return new CpuTime();
  }

  /** The seconds of all processors so far. */
  public double seconds() {
    return (SYSTEM.getProcessCpuTime() - before) / 1e9;
  }
}
