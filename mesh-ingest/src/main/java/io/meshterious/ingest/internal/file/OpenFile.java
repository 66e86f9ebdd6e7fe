// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.internal.file.record.Blocks;
import io.meshterious.ingest.internal.file.record.RecordReader;
import io.meshterious.ingest.internal.file.record.Transcoder;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is read. For one thread. */
final class OpenFile {
  private final String name;
  private final FileStat stat;
  private final boolean direct;
  private final InputStream in;
  private final RecordReader reader;
  private final EventKind kind;

  private OpenFile(
      String name,
      FileStat stat,
      boolean direct,
      InputStream in,
      RecordReader reader,
      EventKind kind) {
    this.name = name;
    this.stat = stat;
    this.direct = direct;
    this.in = in;
    this.reader = reader;
    this.kind = kind;
  }

  /**
   * Opens a file where it was left.
   *
   * @param contentType what its events are
   * @param header whether its first record is none
   * @return the file; empty when it is not the one that was read
   */
  static Optional<OpenFile> open(
      FileList list,
      FileSettings settings,
      String name,
      FileStat stat,
      Blocks blocks,
      String contentType,
      boolean header)
      throws IOException {
    Path path = list.path(name);
    FileForm form = list.form(name);
    FilePosition position = list.position(name);
    boolean direct = form.direct(settings);
    if (direct && stat.size() < position.offset()) {
      return Optional.empty();
    }
    long start = position.offset() - position.tail();
    InputStream in = text(path, form, settings);
    try {
      in.skipNBytes(start);
      RecordReader reader =
          new RecordReader(
              in, blocks, form.ends(settings.quote()), settings.longest(), start, position.line());
      if (position.offset() == 0) {
        reader.passMark();
        if (header) {
          reader.next(true);
        }
      } else if (!reader.passOver(position.tail(), position.sum())) {
        in.close();
        return Optional.empty();
      }
      EventKind kind = new EventKind("", contentType, "", "");
      return Optional.of(new OpenFile(name, stat, direct, in, reader, kind));
    } catch (EOFException e) {
      in.close();
      if (start > 0) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The text of a file as UTF-8. */
  static InputStream text(Path path, FileForm form, FileSettings settings) throws IOException {
    // Not a channel, which an interrupt would close.
    InputStream file = opened(path);
    try {
      InputStream plain = form.compression().plain(file);
      return settings.charset().equals(StandardCharsets.UTF_8)
          ? plain
          : new Transcoder(plain, settings.charset());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static InputStream opened(Path path) throws IOException {
    try {
      return new FileInputStream(path.toFile());
    } catch (FileNotFoundException e) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      throw e;
    }
  }

  /** Its name. */
  String name() {
    return name;
  }

  /** What it was like when it was opened. */
  FileStat stat() {
    return stat;
  }

  /** Whether a place in its text is a place in the file. */
  boolean direct() {
    return direct;
  }

  /** Its records. */
  RecordReader reader() {
    return reader;
  }

  /** What is known of all its events. */
  EventKind kind() {
    return kind;
  }

  /** How many bytes are left in it, as far as it is known. */
  long bytesLeft() {
    return direct ? Math.max(0, stat.size() - reader.offset()) : 1;
  }

  /** What was read of it. */
  FilePosition position(Optional<FileStat> done) {
    int tail = reader.tail();
    return new FilePosition(reader.offset(), reader.line(), tail, reader.sum(tail), done);
  }

  /** Closes it. */
  void close() {
    try {
      in.close();
    } catch (IOException e) {
      // What was to be read has been.
    }
  }
}
