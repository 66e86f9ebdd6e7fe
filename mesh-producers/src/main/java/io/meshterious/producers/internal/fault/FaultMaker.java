// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.ForeignKey;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.diff.VersionBump;
import io.meshterious.core.error.NearMiss;
import io.meshterious.producers.fault.Drift;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.fault.FaultKind;
import io.meshterious.producers.fault.FaultOptions;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.fault.change.ExtraMember;
import io.meshterious.producers.internal.fault.change.Malformed;
import io.meshterious.producers.internal.fault.change.Mutation;
import io.meshterious.producers.internal.fault.change.Padding;
import io.meshterious.producers.internal.fault.value.Absent;
import io.meshterious.producers.internal.fault.value.BorrowedValue;
import io.meshterious.producers.internal.fault.value.DriftChange;
import io.meshterious.producers.internal.fault.value.Forms;
import io.meshterious.producers.internal.fault.value.MovedTime;
import io.meshterious.producers.internal.fault.value.Orphans;
import io.meshterious.producers.internal.fault.value.OtherVersion;
import io.meshterious.producers.internal.fault.value.Ranges;
import io.meshterious.producers.internal.fault.value.Site;
import io.meshterious.producers.internal.fault.value.SiteMutation;
import io.meshterious.producers.internal.fault.value.Vocabularies;
import io.meshterious.producers.internal.fault.value.WrongTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Fits the kinds of a plan to a table. */
final class FaultMaker {
  private static final int MEBIBYTE = 1 << 20;
  private static final long HOUR_SECONDS = 3600;
  private static final long FUTURE_SECONDS = 3650L * 86_400;
  private static final List<String> UNKNOWN =
      List.of("debug_info", "trace_no", "legacy_code", "source_host", "x_extra");

  private final FaultScope scope;
  private final FaultPlan plan;
  private final Table table;
  private final List<Site> sites;

  FaultMaker(FaultScope scope, FaultPlan plan) {
    this.scope = scope;
    this.plan = plan;
    this.table = scope.table();
    this.sites = Site.of(table);
  }

  /** A kind fitted to the table, or why it does not fit. */
  record Fitted(Optional<Mutation> mutation, String why) {}

  /** What a kind does to rows; sending once more or later is up to the emission. */
  Fitted fit(FaultKind kind) {
    FaultOptions options = plan.options(kind);
    return switch (kind) {
      case MISSING_REQUIRED -> sites(kind, Absent::required, "no property is required");
      case WRONG_TYPE -> sites(kind, WrongTypes::of, "no property has a type");
      case OUT_OF_RANGE -> sites(kind, Ranges::of, "no property has bounds");
      case NOT_IN_VOCABULARY ->
          sites(
              kind,
              it -> Vocabularies.of(it, table.hints().eventType()),
              "no property has a vocabulary");
      case PATTERN_BROKEN ->
          sites(kind, Forms::of, "no property has a pattern or a form that can be broken");
      case TRUNCATED -> new Fitted(Optional.of(Malformed::truncated), "");
      case BAD_ESCAPE -> new Fitted(Optional.of(Malformed::badEscape), "");
      case BAD_UTF8 -> new Fitted(Optional.of(Malformed::badUtf8), "");
      case TRAILING_GARBAGE -> new Fitted(Optional.of(Malformed::trailing), "");
      case DUPLICATE -> withEventId(same(Expectation.DEDUPLICATED));
      case DUPLICATE_CHANGED -> withEventId(changed());
      case LATE -> late(options);
      case FUTURE -> future(options);
      case OUT_OF_ORDER -> withEventTime(same(Expectation.STORED));
      case UNKNOWN_FIELD -> new Fitted(Optional.of(new ExtraMember(table, UNKNOWN)), "");
      case OLDER_VERSION -> options.contract().isPresent() ? version(kind) : older();
      case NEWER_VERSION -> options.contract().isPresent() ? version(kind) : newer();
      case ORPHAN_REFERENCE ->
          sites(
              kind,
              this::orphan,
              it -> Expectation.STORED,
              "no foreign key can lead to a row that does not exist");
      case OVERSIZED -> new Fitted(Optional.of(new Padding(options.bytes().orElse(MEBIBYTE))), "");
      case DRIFT -> new Fitted(Optional.empty(), "it is no fault of single rows");
    };
  }

  /** The drifts of the plan. */
  List<DriftChange> drifts() {
    List<DriftChange> changes = new ArrayList<>();
    for (Drift drift : plan.drifts()) {
      checkFields(FaultKind.DRIFT, List.of(drift.field()));
      Site site =
          sites.stream().filter(it -> it.path().equals(drift.field())).findFirst().orElseThrow();
      changes.add(
          DriftChange.of(drift, site)
              .orElseThrow(
                  () ->
                      plan.invalid(
                          FaultKind.DRIFT,
                          drift
                              .value()
                              .map(
                                  it ->
                                      "'"
                                          + drift.field()
                                          + "' has no vocabulary with '"
                                          + it
                                          + "' and another value")
                              .orElse("'" + drift.field() + "' holds no numbers to change"))));
    }
    return changes;
  }

  private static Fitted same(Expectation expect) {
    return new Fitted(
        Optional.of((json, chance) -> new Mutation.Mutated(json, Optional.empty(), expect)), "");
  }

  private Fitted withEventId(Fitted fitted) {
    return table.hints().eventId().isPresent()
        ? fitted
        : new Fitted(Optional.empty(), "the table has no mesh.eventId");
  }

  private Fitted withEventTime(Fitted fitted) {
    return table.hints().eventTime().isPresent()
        ? fitted
        : new Fitted(Optional.empty(), "the table has no mesh.eventTime");
  }

  private Fitted changed() {
    BorrowedValue values = new BorrowedValue(table, scope.rows());
    return sites(FaultKind.DUPLICATE_CHANGED, values::of, "no property can have another value");
  }

  private Fitted sites(
      FaultKind kind, Function<Site, Optional<SiteMutation.Change>> changes, String why) {
    return sites(kind, changes, it -> Expectation.REJECTED, why);
  }

  private Fitted sites(
      FaultKind kind,
      Function<Site, Optional<SiteMutation.Change>> changes,
      Function<Site, Expectation> expect,
      String why) {
    List<String> fields = plan.options(kind).fields();
    checkFields(kind, fields);
    Predicate<Site> chosen = it -> fields.isEmpty() || fields.contains(it.path());
    for (Site site : sites) {
      if (fields.contains(site.path()) && changes.apply(site).isEmpty()) {
        throw plan.invalid(
            kind, "'" + kind.label() + "' cannot befall '" + site.path() + "' of " + name());
      }
    }
    return new Fitted(SiteMutation.of(sites, chosen, changes, expect), why);
  }

  private void checkFields(FaultKind kind, List<String> fields) {
    List<String> known = sites.stream().map(Site::path).toList();
    for (String field : fields) {
      if (!known.contains(field)) {
        throw plan.invalid(
            kind,
            name()
                + " has no property '"
                + field
                + "'"
                + NearMiss.of(field, known).map(it -> "; did you mean '" + it + "'?").orElse("")
                + "; known are "
                + known);
      }
    }
  }

  private String name() {
    return "'" + table.name() + "'";
  }

  private Fitted late(FaultOptions options) {
    Optional<Duration> lateness = table.hints().allowedLateness();
    Optional<String> time = table.hints().eventTime();
    if (lateness.isEmpty() || time.isEmpty()) {
      return new Fitted(
          Optional.empty(), "the table has no mesh.eventTime with mesh.allowedLateness");
    }
    long allowed = lateness.get().toSeconds();
    Optional<Duration> by = options.by();
    if (by.isPresent() && by.get().compareTo(lateness.get()) <= 0) {
      throw plan.invalid(
          FaultKind.LATE,
          "events of "
              + name()
              + " may be late by "
              + lateness.get()
              + "; "
              + by.get()
              + " is no more than that");
    }
    return new Fitted(
        MovedTime.of(
                sites,
                time.get(),
                chance ->
                    -by.map(Duration::toSeconds)
                        .orElseGet(() -> allowed + HOUR_SECONDS + chance.below(1, allowed + 1)),
                Expectation.LATE)
            .map(
                moved ->
                    (json, chance) ->
                        chance.row() <= scope.first() ? null : moved.apply(json, chance)),
        "its event time has bounds, or is no timestamp");
  }

  private Fitted future(FaultOptions options) {
    Optional<String> time = table.hints().eventTime();
    long seconds = options.by().map(Duration::toSeconds).orElse(FUTURE_SECONDS);
    return time.isEmpty()
        ? new Fitted(Optional.empty(), "the table has no mesh.eventTime")
        : new Fitted(
            MovedTime.of(sites, time.get(), chance -> seconds, Expectation.STORED),
            "its event time has bounds, or is no timestamp");
  }

  /** An event without a property: one that may be missing, else one that may not. */
  private Fitted older() {
    boolean free =
        sites.stream().anyMatch(it -> !it.required() && Absent.younger(table, it).isPresent());
    boolean chosen = !plan.options(FaultKind.OLDER_VERSION).fields().isEmpty();
    return sites(
        FaultKind.OLDER_VERSION,
        it -> free && it.required() && !chosen ? Optional.empty() : Absent.younger(table, it),
        it -> it.required() ? Expectation.REJECTED : Expectation.STORED,
        "it has no property that an older version may not have had");
  }

  private Fitted newer() {
    String name = "added_after_" + scope.contract().version().replaceAll("[^A-Za-z0-9]", "_");
    return new Fitted(Optional.of(new ExtraMember(table, List.of(name))), "");
  }

  /** Events of a file's version. */
  private Fitted version(FaultKind kind) {
    DataContract other = plan.options(kind).contract().orElseThrow();
    String what = "'" + other.origin() + "'";
    if (!other.id().equals(scope.contract().id())) {
      throw plan.invalid(
          kind,
          what
              + " has the id '"
              + other.id().orElse("")
              + "', not '"
              + scope.contract().id().orElse("")
              + "'");
    }
    boolean older = kind == FaultKind.OLDER_VERSION;
    DataContract mine = scope.contract();
    Optional<VersionBump> bump = (older ? mine.diff(other) : other.diff(mine)).declaredBump();
    if (bump.filter(VersionBump.NONE::equals).isPresent()) {
      throw plan.invalid(
          kind,
          what
              + " has version "
              + other.version()
              + ", which is not "
              + (older ? "older" : "newer")
              + " than "
              + scope.contract().version());
    }
    Table theirs =
        other
            .table(table.name())
            .orElseThrow(() -> plan.invalid(kind, what + " has no table " + name()));
    Optional<EventRows> rows = scope.neighbours().rows(other, theirs);
    return new Fitted(
        rows.map(it -> new OtherVersion(table, it)), "rows of " + what + " cannot be made");
  }

  private Optional<SiteMutation.Change> orphan(Site site) {
    for (ForeignKey key : table.foreignKeys()) {
      int place = key.from().indexOf(site.path());
      if (place >= 0 && place < key.to().size()) {
        Optional<DataContracts.Target> target =
            scope.contracts().resolve(scope.contract(), key.to().get(place));
        Optional<EventRows> rows =
            target.flatMap(it -> scope.neighbours().rows(it.contract(), it.table()));
        List<String> names =
            target
                .map(
                    it ->
                        List.of(
                            it.property()
                                .path()
                                .substring(it.table().name().length() + 1)
                                .split("\\.", -1)))
                .orElse(List.of(""));
        return Orphans.of(site, rows.orElse(null), names);
      }
    }
    return Optional.empty();
  }
}
