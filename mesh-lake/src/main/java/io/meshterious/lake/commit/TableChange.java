// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.commit;

import io.meshterious.core.error.MeshException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/**
 * What one commit does to one table: files that come and files that go, under which conditions, and
 * what is noted with it. Immutable: each {@code with…} gives another change.
 *
 * <p>Changes that remove or delete rows are computed from a snapshot, and {@link #basedOn} names
 * it: the commit is refused with {@link CommitError#CONFLICT} if a later commit touched what the
 * change depends on. {@link #serializable()} (the default) also looks for rows that were added,
 * {@link #snapshotIsolation()} only for rows that were deleted or rewritten.
 */
public final class TableChange {
  /** The summary key of attempt ids. */
  public static final String ATTEMPT_KEY = "mesh.attempt";

  /**
   * What the summary keys of state begin with. Every later commit repeats such a property unless it
   * sets it anew, so that the newest snapshot alone says how far something has come; a rollback
   * takes it back.
   */
  public static final String STATE_PREFIX = "mesh.state.";

  private static final Pattern ATTEMPT = Pattern.compile("[!-~]{1,200}");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_-]*(\\.[A-Za-z0-9_-]+)+");

  /** What a change does with files. */
  public enum Kind {
    /** Adds data files. */
    APPEND,
    /** Removes the rows that a filter matches, and adds data files. */
    OVERWRITE,
    /** Removes the partitions that the added files are in, and adds them. */
    OVERWRITE_PARTITIONS,
    /** Adds and removes data files and delete files. */
    ROW_DELTA,
    /** Puts files in the place of others that hold the same rows. */
    REPLACE
  }

  private final Kind kind;
  private final Expression rows;
  private final List<DataFile> added;
  private final List<DeleteFile> addedDeletes;
  private final List<DataFile> removed;
  private final List<DeleteFile> removedDeletes;
  private final String branch;
  private final Map<String, String> summary;
  private final @Nullable String attempt;
  private final Base base;
  private final @Nullable Expression conflicts;
  private final boolean serializable;
  private final @Nullable SnapshotCheck check;

  private TableChange(Parts parts) {
    this.kind = parts.kind;
    this.rows = parts.rows;
    this.added = parts.added;
    this.addedDeletes = parts.addedDeletes;
    this.removed = parts.removed;
    this.removedDeletes = parts.removedDeletes;
    this.branch = parts.branch;
    this.summary = parts.summary;
    this.attempt = parts.attempt;
    this.base = parts.base;
    this.conflicts = parts.conflicts;
    this.serializable = parts.serializable;
    this.check = parts.check;
  }

  /** Adds data files. */
  public static TableChange append(Collection<DataFile> files) {
    Parts parts = new Parts(Kind.APPEND);
    parts.added = List.copyOf(files);
    return parts.done();
  }

  /**
   * Removes the files all of whose rows a filter matches, and adds others. It is refused with
   * {@link CommitError#PARTIAL_FILE} if a file holds matching rows and others. Without {@link
   * #basedOn}, whatever matches when the commit is made is removed.
   */
  public static TableChange overwrite(Expression rows, Collection<DataFile> added) {
    Parts parts = new Parts(Kind.OVERWRITE);
    parts.rows = rows;
    parts.added = List.copyOf(added);
    return parts.done();
  }

  /**
   * Removes every partition that one of the added files is in, and adds them. In a table without
   * partitions that is all it holds.
   */
  public static TableChange overwritePartitions(Collection<DataFile> added) {
    Parts parts = new Parts(Kind.OVERWRITE_PARTITIONS);
    parts.added = List.copyOf(added);
    return parts.done();
  }

  /** Adds rows, and deletes rows by delete files or deletion vectors. */
  public static TableChange rowDelta(Collection<DataFile> added, Collection<DeleteFile> deletes) {
    return rowDelta(added, deletes, List.of(), List.of());
  }

  /**
   * Adds rows, deletes rows by delete files or deletion vectors, and removes files.
   *
   * @param added data files to add
   * @param deletes delete files to add; in format version 3 at most one deletion vector for a data
   *     file, the one it replaces being among the removed
   * @param removed data files to remove
   * @param removedDeletes delete files to remove
   */
  public static TableChange rowDelta(
      Collection<DataFile> added,
      Collection<DeleteFile> deletes,
      Collection<DataFile> removed,
      Collection<DeleteFile> removedDeletes) {
    return files(Kind.ROW_DELTA, added, deletes, removed, removedDeletes);
  }

  /**
   * Puts files in the place of others that hold the same rows, as compaction does. Rows that are
   * deleted meanwhile are not lost: the commit is refused instead. The new files count as being as
   * old as {@link #basedOn}, so that later equality deletes apply to them.
   */
  public static TableChange replace(
      Collection<DataFile> removed,
      Collection<DeleteFile> removedDeletes,
      Collection<DataFile> added,
      Collection<DeleteFile> addedDeletes) {
    return files(Kind.REPLACE, added, addedDeletes, removed, removedDeletes);
  }

  private static TableChange files(
      Kind kind,
      Collection<DataFile> added,
      Collection<DeleteFile> addedDeletes,
      Collection<DataFile> removed,
      Collection<DeleteFile> removedDeletes) {
    Parts parts = new Parts(kind);
    parts.added = List.copyOf(added);
    parts.addedDeletes = List.copyOf(addedDeletes);
    parts.removed = List.copyOf(removed);
    parts.removedDeletes = List.copyOf(removedDeletes);
    return parts.done();
  }

  /**
   * The same under an attempt id of the caller's: 1 to 200 visible ASCII characters, new for each
   * change. Committing an id that the branch's history holds already changes nothing and answers
   * with the snapshot of that time. Without one, each commit gets a random id.
   */
  public TableChange attempt(String id) {
    if (!ATTEMPT.matcher(id).matches()) {
      throw new MeshException(
          CommitError.INVALID_CHANGE,
          "Invalid attempt id: '" + id + "' (1 to 200 visible ASCII characters, no spaces)");
    }
    Parts parts = new Parts(this);
    parts.attempt = id;
    return parts.done();
  }

  /**
   * The same with a property in the snapshot's summary.
   *
   * @param key lower-case words with a dot in between, such as {@code mesh.received}; not {@value
   *     #ATTEMPT_KEY}, and none that begins with {@code partitions.}
   * @param value its value
   */
  public TableChange summary(String key, String value) {
    if (!KEY.matcher(key).matches() || key.equals(ATTEMPT_KEY) || key.startsWith("partitions.")) {
      throw new MeshException(
          CommitError.INVALID_CHANGE,
          "Invalid summary key: '"
              + key
              + "' (lower-case words with a dot in between, such as 'mesh.received'; not '"
              + ATTEMPT_KEY
              + "' and not under 'partitions.')");
    }
    Parts parts = new Parts(this);
    Map<String, String> all = new LinkedHashMap<>(summary);
    all.put(key, value);
    parts.summary = Map.copyOf(all);
    return parts.done();
  }

  /** The same with properties in the snapshot's summary; see {@link #summary(String, String)}. */
  public TableChange summary(Map<String, String> properties) {
    TableChange change = this;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      change = change.summary(property.getKey(), property.getValue());
    }
    return change;
  }

  /** The same on a branch that exists; otherwise changes go to {@code main}. */
  public TableChange branch(String name) {
    Parts parts = new Parts(this);
    parts.branch = name;
    return parts.done();
  }

  /** The same, computed from a snapshot: later ones are checked for conflicts. */
  public TableChange basedOn(long snapshotId) {
    Parts parts = new Parts(this);
    parts.base = new Base(true, snapshotId);
    return parts.done();
  }

  /** The same, computed when the branch had no snapshot: all there are now are checked. */
  public TableChange basedOnEmpty() {
    Parts parts = new Parts(this);
    parts.base = new Base(true, null);
    return parts.done();
  }

  /**
   * The same, in conflict only with rows that a filter may match; otherwise with any row, or for an
   * overwrite with those it overwrites.
   */
  public TableChange conflictsWith(Expression filter) {
    Parts parts = new Parts(this);
    parts.conflicts = filter;
    return parts.done();
  }

  /** The same, refused also if a later commit added rows that it would have seen: the default. */
  public TableChange serializable() {
    Parts parts = new Parts(this);
    parts.serializable = true;
    return parts.done();
  }

  /** The same, allowed beside later commits that only added rows. */
  public TableChange snapshotIsolation() {
    Parts parts = new Parts(this);
    parts.serializable = false;
    return parts.done();
  }

  /** The same under a check of the caller's. */
  public TableChange checkedBy(SnapshotCheck newCheck) {
    Parts parts = new Parts(this);
    parts.check = newCheck;
    return parts.done();
  }

  /** What it does with files. */
  public Kind kind() {
    return kind;
  }

  /** Which rows an overwrite removes; none for other kinds. */
  public Expression rows() {
    return rows;
  }

  /** The data files it adds. */
  public List<DataFile> added() {
    return added;
  }

  /** The delete files it adds. */
  public List<DeleteFile> addedDeletes() {
    return addedDeletes;
  }

  /** The data files it removes. */
  public List<DataFile> removed() {
    return removed;
  }

  /** The delete files it removes. */
  public List<DeleteFile> removedDeletes() {
    return removedDeletes;
  }

  /** The branch it goes to. */
  public String branch() {
    return branch;
  }

  /** What is noted in the snapshot's summary beside the attempt id. */
  public Map<String, String> summary() {
    return summary;
  }

  /** The attempt id, if the caller gave one. */
  public Optional<String> attempt() {
    return Optional.ofNullable(attempt);
  }

  /** The attempt id, or a new random one. */
  public String attemptOrNew() {
    return attempt != null ? attempt : UUID.randomUUID().toString();
  }

  /** Whether later commits are checked for conflicts. */
  public boolean validated() {
    return base.given;
  }

  /** The snapshot it was computed from; empty without one, or if the branch had none. */
  public OptionalLong base() {
    return base.snapshotId == null ? OptionalLong.empty() : OptionalLong.of(base.snapshotId);
  }

  /** The rows it conflicts with, if that was said. */
  public Optional<Expression> conflicts() {
    return Optional.ofNullable(conflicts);
  }

  /** Whether rows that were added meanwhile are in conflict with it. */
  public boolean isSerializable() {
    return serializable;
  }

  /** The check of the caller's, if there is one. */
  public Optional<SnapshotCheck> check() {
    return Optional.ofNullable(check);
  }

  /** What it does, in a few words. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT)
        + "[+"
        + added.size()
        + " data, +"
        + addedDeletes.size()
        + " delete, -"
        + removed.size()
        + " data, -"
        + removedDeletes.size()
        + " delete files]";
  }

  private record Base(boolean given, @Nullable Long snapshotId) {}

  /** The fields of a change that is being made. */
  private static final class Parts {
    private final Kind kind;
    private Expression rows = Expressions.alwaysFalse();
    private List<DataFile> added = List.of();
    private List<DeleteFile> addedDeletes = List.of();
    private List<DataFile> removed = List.of();
    private List<DeleteFile> removedDeletes = List.of();
    private String branch = SnapshotRef.MAIN_BRANCH;
    private Map<String, String> summary = Map.of();
    private @Nullable String attempt;
    private Base base = new Base(false, null);
    private @Nullable Expression conflicts;
    private boolean serializable = true;
    private @Nullable SnapshotCheck check;

    Parts(Kind kind) {
      this.kind = kind;
    }

    Parts(TableChange from) {
      this.kind = from.kind;
      this.rows = from.rows;
      this.added = from.added;
      this.addedDeletes = from.addedDeletes;
      this.removed = from.removed;
      this.removedDeletes = from.removedDeletes;
      this.branch = from.branch;
      this.summary = from.summary;
      this.attempt = from.attempt;
      this.base = from.base;
      this.conflicts = from.conflicts;
      this.serializable = from.serializable;
      this.check = from.check;
    }

    TableChange done() {
      return new TableChange(this);
    }
  }
}
