// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff;

import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.hint.TableHints.UnknownFields;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.CustomProperties;
import io.meshterious.core.contract.internal.diff.element.Wording;
import io.meshterious.core.document.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What changed in the {@code mesh.*} custom properties of a table. */
final class TableHintChanges {
  private final Comparison custom;
  private final TableHints older;
  private final TableHints newer;

  private TableHintChanges(Comparison custom, TableHints older, TableHints newer) {
    this.custom = custom;
    this.older = older;
    this.newer = newer;
  }

  static void report(Comparison custom, TableHints older, TableHints newer, boolean partitioning) {
    new TableHintChanges(custom, older, newer).report(partitioning);
  }

  private void report(boolean partitioning) {
    valueOf("mesh.kind", ChangeKind.TABLE_KIND_CHANGED, "the kind of table");
    valueOf("mesh.eventId", ChangeKind.EVENT_ID_CHANGED, "the event id");
    valueOf("mesh.eventTime", ChangeKind.EVENT_TIME_CHANGED, "the event time");
    valueOf("mesh.eventType", ChangeKind.EVENT_TYPE_CHANGED, "the event type");
    duration(
        "mesh.dedupeWindow",
        older.dedupeWindow(),
        newer.dedupeWindow(),
        ChangeKind.DEDUPE_WINDOW_LENGTHENED,
        ChangeKind.DEDUPE_WINDOW_SHORTENED);
    if (older.dedupeTime() != newer.dedupeTime()) {
      valueOf("mesh.dedupeTime", ChangeKind.DEDUPE_TIME_CHANGED, "the clock of the dedupe window");
    }
    duration(
        "mesh.allowedLateness",
        older.allowedLateness(),
        newer.allowedLateness(),
        ChangeKind.LATENESS_RAISED,
        ChangeKind.LATENESS_LOWERED);
    unknownFields();
    publishers();
    if (partitioning) {
      custom.cover("mesh.partitioning");
    }
  }

  private void valueOf(String name, ChangeKind kind, String thing) {
    Optional<Node> before = CustomProperties.value(custom.before(name));
    Optional<Node> after = CustomProperties.value(custom.after(name));
    if (!before.equals(after)) {
      custom.report(kind, Wording.changed(thing, before, after), name);
    }
  }

  private void duration(
      String name,
      Optional<Duration> before,
      Optional<Duration> after,
      ChangeKind longer,
      ChangeKind shorter) {
    int order = after.orElse(Duration.ZERO).compareTo(before.orElse(Duration.ZERO));
    if (order != 0) {
      String thing = Wording.quoted(name);
      String what =
          Wording.changed(
              thing,
              CustomProperties.value(custom.before(name)),
              CustomProperties.value(custom.after(name)));
      custom.report(order > 0 ? longer : shorter, what, name);
    }
  }

  private void unknownFields() {
    UnknownFields before = older.unknownFields();
    UnknownFields after = newer.unknownFields();
    if (before == after) {
      return;
    }
    String name = "mesh.unknownFields";
    if (before == UnknownFields.KEEP) {
      custom.report(ChangeKind.UNKNOWN_FIELDS_DROPPED, "unknown fields are no longer kept", name);
    }
    if (after == UnknownFields.REJECT) {
      custom.report(
          ChangeKind.UNKNOWN_FIELDS_REJECTED, "events with unknown fields are rejected", name);
    }
    if (before == UnknownFields.REJECT) {
      custom.report(
          ChangeKind.UNKNOWN_FIELDS_ACCEPTED,
          "events with unknown fields are no longer rejected",
          name);
    }
    if (after == UnknownFields.KEEP) {
      custom.report(ChangeKind.UNKNOWN_FIELDS_KEPT, "unknown fields are kept", name);
    }
  }

  private void publishers() {
    List<String> come = new ArrayList<>(newer.publishers());
    come.removeAll(older.publishers());
    List<String> gone = new ArrayList<>(older.publishers());
    gone.removeAll(newer.publishers());
    if (!come.isEmpty()) {
      custom.report(
          ChangeKind.PUBLISHER_ADDED,
          "publishers are new: " + String.join(", ", come),
          "mesh.publishers");
    }
    if (!gone.isEmpty()) {
      custom.report(
          ChangeKind.PUBLISHER_REMOVED,
          "publishers are gone: " + String.join(", ", gone),
          "mesh.publishers");
    }
  }
}
