// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

/** Takes the results of a run, one after the other. */
interface BenchReport {
  /** A result. */
  void add(BenchResult result);
}
