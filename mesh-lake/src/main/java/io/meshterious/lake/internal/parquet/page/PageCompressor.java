// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.page;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.meshterious.lake.internal.parquet.Codec;
import io.meshterious.lake.internal.parquet.encoding.ByteSink;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Compresses pages of bytes, each for itself; keeps what it needs for that between pages. */
public final class PageCompressor implements AutoCloseable {
  private static final int GZIP_HEADER = 10;
  private static final int GZIP_TRAILER = 8;

  private final @Nullable ZstdCompressCtx zstd;
  private final @Nullable Deflater deflater;

  public PageCompressor(Codec codec, int level) {
    zstd = codec == Codec.ZSTD ? new ZstdCompressCtx() : null;
    if (zstd != null) {
      zstd.setLevel(level);
      zstd.setChecksum(false);
    }
    deflater = codec == Codec.GZIP ? new Deflater(level, true) : null;
  }

  /** Whether there is a codec at all. */
  public boolean compresses() {
    return zstd != null || deflater != null;
  }

  /** Appends compressed bytes to a sink. */
  public void compress(byte[] source, int from, int length, ByteSink target) {
    if (zstd != null) {
      target.reserve(Zstd.compressBound(length));
      int size = target.size();
      target.size(
          size
              + zstd.compressByteArray(
                  target.array(), size, target.array().length - size, source, from, length));
    } else if (deflater != null) {
      gzip(deflater, source, from, length, target);
    } else {
      target.put(source, from, length);
    }
  }

  private static void gzip(
      Deflater deflater, byte[] source, int from, int length, ByteSink target) {
    target.reserve(GZIP_HEADER);
    target.putInt(0x00088B1F);
    target.putInt(0);
    target.put(0);
    target.put(0xFF);
    deflater.reset();
    deflater.setInput(source, from, length);
    deflater.finish();
    while (!deflater.finished()) {
      target.reserve(Math.max(1024, length / 2));
      int size = target.size();
      target.size(size + deflater.deflate(target.array(), size, target.array().length - size));
    }
    CRC32 crc = new CRC32();
    crc.update(source, from, length);
    target.reserve(GZIP_TRAILER);
    target.putInt((int) crc.getValue());
    target.putInt(length);
  }

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
    if (deflater != null) {
      deflater.end();
    }
  }
}
