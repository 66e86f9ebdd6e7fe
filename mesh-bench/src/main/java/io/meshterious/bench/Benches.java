// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import io.meshterious.bench.commit.CommitBench;
import io.meshterious.bench.decode.DecodeBench;
import io.meshterious.bench.dedupe.DedupeBench;
import io.meshterious.bench.encode.EncodeBench;
import io.meshterious.bench.generate.GenerateBench;
import io.meshterious.bench.ingest.IngestBench;
import io.meshterious.bench.publish.PublishBench;
import io.meshterious.bench.scan.ScanBench;
import io.meshterious.bench.write.UpsertBench;
import java.util.List;
import java.util.Optional;

/** All benchmarks there are. */
final class Benches {
  private static final List<Bench> ALL =
      List.of(
          new EncodeBench(),
          new CommitBench(),
          new ScanBench(),
          new UpsertBench(),
          new GenerateBench(),
          new DecodeBench(),
          new DedupeBench(),
          new PublishBench(),
          new IngestBench());

  private Benches() {}

  /** All of them, in the order they are listed. */
  static List<Bench> all() {
    return ALL;
  }

  /** Their names. */
  static List<String> names() {
    return ALL.stream().map(Bench::name).toList();
  }

  /** The one of a name. */
  static Optional<Bench> named(String name) {
    return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
  }
}
