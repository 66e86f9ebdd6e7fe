// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.internal.file.record.Blocks;
import io.meshterious.ingest.internal.file.record.RecordReader;
import io.meshterious.ingest.source.EventOrigin;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The records of files, one file after the other. */
final class FileSource implements EventSource {
  private static final long GLANCE_NANOS = Duration.ofMillis(20).toNanos();
  private static final long USUAL_RECORD_BYTES = 200;

  private record Finished(String name, long lastEvent) {}

  private final FileSettings settings;
  private final FileList list;
  private final Blocks blocks;
  private final ArrayDeque<Finished> finished = new ArrayDeque<>();
  private @Nullable OpenFile open;
  private long bytesRead;
  private boolean closed;
  private volatile long waiting;
  private volatile String state = "";

  FileSource(FileSettings settings, FileList list, int blockBytes) {
    this.settings = settings;
    this.list = list;
    this.blocks = new Blocks(blockBytes);
    estimate();
  }

  @Override
  public int read(RawBatch into, Duration patience) throws InterruptedException {
    check("read events from");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    int before = into.size();
    long begin = System.nanoTime();
    long nanos = patience.toNanos();
    while (true) {
      list.refresh();
      fill(into);
      estimate();
      long left = nanos - (System.nanoTime() - begin);
      if (into.size() > before || into.full() || left <= 0) {
        return into.size() - before;
      }
      TimeUnit.NANOSECONDS.sleep(Math.min(left, GLANCE_NANOS));
    }
  }

  /** Adds what there is now. */
  private void fill(RawBatch into) {
    boolean more = true;
    while (more && !into.full()) {
      OpenFile file = open;
      try {
        if (file == null) {
          more = openNext();
        } else if (file.reader().next(false) || file.reader().begun() && last(file)) {
          add(file, into);
        } else {
          more = end(file);
        }
      } catch (IOException e) {
        throw failed(file, e);
      }
    }
  }

  private void add(OpenFile file, RawBatch into) {
    RecordReader reader = file.reader();
    into.add(
        reader.bytes(), reader.from(), reader.to(), file.kind(), reader.recordLine(), file.name());
    blocks.count();
    bytesRead += reader.to() - reader.from();
  }

  /** Whether what is there behind the last line break is a record that is whole. */
  private boolean last(OpenFile file) throws IOException {
    if (file.direct()) {
      try {
        FileStat now = FileStat.of(list.path(file.name()));
        if (!list.settled(file.name(), now)) {
          return false;
        }
      } catch (NoSuchFileException gone) {
        // Nobody will go on writing it.
      }
    }
    return file.reader().next(true);
  }

  /** Ends a file of which there is no more now; whether to go on with another one. */
  private boolean end(OpenFile file) throws IOException {
    if (file.reader().begun()) {
      return false;
    }
    FileStat now = file.stat();
    if (file.direct()) {
      try {
        now = FileStat.of(list.path(file.name()));
      } catch (NoSuchFileException gone) {
        // What it was like before is as good.
      }
    }
    open = null;
    file.close();
    if (file.direct() && now.size() != file.reader().offset()) {
      list.position(file.name(), file.position(Optional.empty()));
      list.lookAgain(file.name());
      list.refresh();
    } else {
      list.position(file.name(), file.position(Optional.of(now)));
      finish(file.name());
    }
    return true;
  }

  private void finish(String name) {
    if (settings.done() == FileSettings.Done.KEEP) {
      list.letGo(name);
    } else {
      finished.addLast(new Finished(name, blocks.events()));
    }
  }

  /** Opens the file that comes next; whether there is one. */
  private boolean openNext() throws IOException {
    Optional<String> next = list.take();
    if (next.isEmpty()) {
      return false;
    }
    String name = next.get();
    try {
      FileStat stat = FileStat.of(list.path(name));
      if (stat.size() == 0 && list.position(name).offset() == 0) {
        list.position(name, new FilePosition(0, 0, 0, 0, Optional.of(stat)));
        finish(name);
      } else {
        Optional<String> contentType = contentType(name, stat);
        if (contentType.isEmpty()) {
          list.lookAgain(name);
          return false;
        }
        boolean header = list.form(name).cells() && settings.header().isEmpty();
        open =
            OpenFile.open(list, settings, name, stat, blocks, contentType.get(), header)
                .orElseThrow(() -> changed(name, stat));
      }
    } catch (NoSuchFileException gone) {
      list.lookAgain(name);
    }
    return true;
  }

  /** What a file's events are; empty when its header is not there yet. */
  private Optional<String> contentType(String name, FileStat stat) throws IOException {
    FileForm form = list.form(name);
    if (!form.cells()) {
      return Optional.of(EventKind.JSON);
    }
    Optional<String> header = settings.header();
    if (header.isEmpty()) {
      try (InputStream text = OpenFile.text(list.path(name), form, settings)) {
        header = Header.read(text, form, settings, list.settled(name, stat));
      }
    }
    return header.map(names -> Header.contentType(names, form, settings));
  }

  private MeshException changed(String name, FileStat stat) {
    FilePosition position = list.position(name);
    return new MeshException(
        SourceError.POSITION_INVALID,
        "Cannot go on reading '"
            + list.path(name)
            + "' behind line "
            + position.line()
            + ": it is another file now, with "
            + stat.size()
            + " bytes; a file may grow, and one with other events needs another name");
  }

  private MeshException failed(@Nullable OpenFile file, IOException e) {
    String where =
        file == null
            ? "'" + settings.path() + "'"
            : "'" + list.path(file.name()) + "', behind line " + file.reader().line();
    return new MeshException(
        SourceError.SOURCE_FAILED,
        "Cannot read events from " + where + ": " + DoneFiles.reason(e),
        e);
  }

  private void estimate() {
    OpenFile file = open;
    long left = list.bytesLeft() + (file == null ? 0 : file.bytesLeft());
    long each =
        Math.max(1, blocks.events() == 0 ? USUAL_RECORD_BYTES : bytesRead / blocks.events());
    waiting = left == 0 ? 0 : Math.max(1, left / each);
    state = list.problem();
  }

  @Override
  public void acknowledge(long count) {
    check("acknowledge events of");
    if (count > blocks.events()) {
      throw new IllegalArgumentException(
          "Invalid count of events: "
              + count
              + " (at most "
              + blocks.events()
              + " that were read)");
    }
    blocks.release(count);
    Finished first = finished.peekFirst();
    while (first != null && first.lastEvent() <= count) {
      finished.removeFirst();
      list.safe(first.name());
      first = finished.peekFirst();
    }
    state = list.problem();
  }

  @Override
  public Map<String, String> positions() {
    OpenFile file = open;
    if (file != null) {
      list.position(file.name(), file.position(Optional.empty()));
    }
    return list.positions();
  }

  private void check(String what) {
    if (closed) {
      throw new MeshException(
          SourceError.SOURCE_FAILED,
          "Cannot " + what + " '" + settings.path() + "': the source is closed");
    }
  }

  @Override
  public OptionalLong waiting() {
    return OptionalLong.of(waiting);
  }

  @Override
  public String state() {
    return state;
  }

  @Override
  public EventOrigin origin(long position, @Nullable Object tag) {
    String file = tag instanceof String name ? name : settings.path().toString();
    return EventOrigin.at(file + ":" + position);
  }

  @Override
  public void close() {
    closed = true;
    OpenFile file = open;
    open = null;
    if (file != null) {
      file.close();
    }
  }
}
