// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How the bytes of a file are compressed, as its name says. */
enum Compression {
  NONE(""),
  GZIP(".gz"),
  ZSTD(".zst");

  private static final int BLOCK = 1 << 16;

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  /** What names of such files end with. */
  String ending() {
    return ending;
  }

  /** What a name in lower case says. */
  static Compression of(String name) {
    return name.endsWith(GZIP.ending) ? GZIP : name.endsWith(ZSTD.ending) ? ZSTD : NONE;
  }

  /** The bytes as they were. */
  InputStream plain(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, BLOCK);
      case ZSTD -> new ZstdInputStream(in);
    };
  }
}
