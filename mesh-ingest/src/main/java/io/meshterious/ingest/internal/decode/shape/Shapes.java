// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.shape;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.value.Trace;
import io.meshterious.ingest.internal.decode.value.UnknownFields;
import io.meshterious.lake.batch.ColumnBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes that events have. Most of a stream's events look like those before them; where too
 * many do not, shapes are left alone for a while, and then given another chance.
 */
public final class Shapes {
  private static final int MOST = 4;
  private static final int WINDOW = 1024;
  private static final int MISSES_BEFORE_LEARNING = 8;
  private static final int PAUSE = 16 * WINDOW;
  private static final int FOREVER = Integer.MAX_VALUE;

  private final ColumnBatch batch;
  private final UnknownFields unknown;
  private final List<Shape> shapes = new ArrayList<>();
  private int recent;
  private int tried;
  private int missed;
  private int unlearned;
  private int paused;

  /**
   * No shapes yet.
   *
   * @param learning whether there will be any
   */
  public Shapes(ColumnBatch batch, UnknownFields unknown, boolean learning) {
    this.batch = batch;
    this.unknown = unknown;
    this.paused = learning ? 0 : FOREVER;
  }

  /** Reads an event that has one of the shapes; leaves no trace of one that has none. */
  public boolean read(JsonReader in, int from, int to) {
    if (paused > 0) {
      paused -= paused == FOREVER ? 0 : 1;
      return false;
    }
    tried++;
    for (int i = 0; i < shapes.size(); i++) {
      int number = i == 0 ? recent : i <= recent ? i - 1 : i;
      if (shapes.get(number).read(in, from, to)) {
        recent = number;
        return true;
      }
      batch.abandonRow();
      unknown.begin();
      in.finding().clear();
    }
    missed++;
    unlearned++;
    if (tried >= WINDOW) {
      review();
    }
    return false;
  }

  private void review() {
    if (missed > tried / 2 && shapes.size() == MOST) {
      paused = PAUSE;
      shapes.clear();
      recent = 0;
    }
    tried = 0;
    missed = 0;
  }

  /** Whether the next event that has no shape may be learned from. */
  public boolean wanted() {
    return paused == 0
        && shapes.size() < MOST
        && (shapes.isEmpty() || unlearned >= MISSES_BEFORE_LEARNING);
  }

  /** Learns from an event that was read in the general way. */
  public void learn(Trace trace, byte[] bytes, int from, int to) {
    if (trace.worthLearning()) {
      shapes.add(Shape.of(trace, bytes, from, to));
      recent = shapes.size() - 1;
      unlearned = 0;
    }
  }
}
