// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What lanes get that have nothing to read: others read the whole stream. */
final class IdleSource implements EventSource {
  private final String stream;
  private final CountDownLatch closed = new CountDownLatch(1);

  IdleSource(String stream) {
    this.stream = stream;
  }

  @Override
  public int read(RawBatch into, Duration patience) throws InterruptedException {
    if (closed.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new MeshException(
          SourceError.SOURCE_FAILED, "Cannot read from " + stream + ": it is closed");
    }
    return 0;
  }

  @Override
  public void acknowledge(long count) {}

  @Override
  public OptionalLong waiting() {
    return OptionalLong.of(0);
  }

  @Override
  public EventOrigin origin(long position, @Nullable Object tag) {
    return EventOrigin.at(stream);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
