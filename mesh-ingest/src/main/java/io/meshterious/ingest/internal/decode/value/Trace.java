// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import java.util.ArrayList;
import java.util.List;

/** Where the values of an event lay, in their order, so that a shape can be learned from it. */
public final class Trace {
  /**
   * A value.
   *
   * @param reader what read it
   * @param from its first byte, behind its quote
   * @param to the byte behind it, and behind its quote
   */
  public record Value(ValueReader reader, int from, int to) {}

  private final boolean ignoring;
  private final List<Value> values = new ArrayList<>();
  private final List<ValueReader> none = new ArrayList<>();
  private final List<ObjectReader> objects = new ArrayList<>();
  private boolean following;
  private boolean odd;

  private Trace(boolean ignoring) {
    this.ignoring = ignoring;
  }

  /** A trace of events. */
  public static Trace ofEvents() {
    return new Trace(false);
  }

  /** A trace of what is in an array, whose items are read as one value. */
  static Trace ofItems() {
    return new Trace(true);
  }

  /**
   * Begins with another event.
   *
   * @param follow whether it is worth it
   */
  public void begin(boolean follow) {
    following = follow && !ignoring;
    odd = false;
    values.clear();
    none.clear();
    objects.clear();
  }

  /** Says that the event has something that others will not have at the same place. */
  void odd() {
    odd = true;
  }

  void value(ValueReader reader, int from, int to) {
    if (following) {
      values.add(new Value(reader, from, to));
    }
  }

  void none(ValueReader reader) {
    if (following) {
      none.add(reader);
    }
  }

  void object(ObjectReader reader) {
    if (following) {
      objects.add(reader);
    }
  }

  /** Whether a shape can be learned from the event. */
  public boolean worthLearning() {
    return following && !odd && !values.isEmpty();
  }

  /** The values, in the order of the event. */
  public List<Value> values() {
    return values;
  }

  /** What was null or absent. */
  public List<ValueReader> none() {
    return none;
  }

  /** The objects in the event, inner ones first. */
  public List<ObjectReader> objects() {
    return objects;
  }
}
