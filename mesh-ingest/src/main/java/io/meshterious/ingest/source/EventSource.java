// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.source;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An open way from where events come. One thread at a time calls it; {@link #waiting()}, {@link
 * #state()} and {@link #origin} may be asked by others.
 *
 * <ol>
 *   <li>{@link #read} adds events in the order in which the source has them, each once as long as
 *       the source is open, unless the other side delivers it again.
 *   <li>Nothing that was read is given up, marked or moved on the other side before {@link
 *       #acknowledge} covers it: a source that is closed, or whose process ends, gives what was not
 *       acknowledged to who opens it next.
 *   <li>What was put into a batch stays as it is until it is acknowledged; the source changes none
 *       of those bytes.
 *   <li>Where the other side does not remember what was acknowledged, {@link #positions} does: a
 *       source that is opened with them goes on behind what was read when they were asked for.
 *   <li>When the other side cannot be reached, {@link #read} adds nothing and tries again, with
 *       pauses; {@link #state()} says so. What cannot be mended by waiting ends it with a {@link
 *       io.meshterious.core.error.MeshException}.
 *   <li>{@link #read} gives way to an interrupt. {@link #close} may be called twice.
 * </ol>
 */
public interface EventSource extends AutoCloseable {
  /**
   * Adds the events that come next, as many as there are now and as the batch has room for.
   *
   * @param into gets them
   * @param patience how long to wait for the first one at most
   * @return how many were added
   */
  int read(RawBatch into, Duration patience) throws InterruptedException;

  /**
   * Lets go of events: what they said is safe now.
   *
   * @param count how many of the events that were read since the source was opened, from the first
   *     one on; never less than before
   */
  void acknowledge(long count);

  /**
   * What the next one to open this source must know to go on behind everything that was read: names
   * that are the source's own, with their values. It is stored together with the events. Sources
   * whose other side remembers have none.
   */
  default Map<String, String> positions() {
    return Map.of();
  }

  /**
   * How many events the other side has that were not read, as far as it is known. The numbers of
   * all lanes are added: what they share is counted by lane 0 alone.
   */
  OptionalLong waiting();

  /**
   * How many events it gives before the first of them must be acknowledged; empty when it gives any
   * number.
   */
  default OptionalInt ahead() {
    return OptionalInt.empty();
  }

  /** What keeps it from reading at the moment, for people; empty when nothing does. */
  default String state() {
    return "";
  }

  /**
   * What is known of an event beside its bytes. It is asked for events that are rejected, by any
   * thread, before they are acknowledged; also when the source is closed.
   *
   * @param position the position it was added with
   * @param tag what it was added with
   */
  EventOrigin origin(long position, @Nullable Object tag);

  @Override
  void close();
}
