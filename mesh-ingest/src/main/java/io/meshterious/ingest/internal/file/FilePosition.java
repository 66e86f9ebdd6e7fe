// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.internal.file.record.RecordReader;
import io.meshterious.ingest.source.SourceError;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a file was read. As text, {@code at:OFFSET:LINE:TAIL:SUM}, and with {@code
 * :SIZE:CHANGED} behind it when it was all there was.
 *
 * @param offset how many bytes of its text
 * @param line how many lines
 * @param tail so many bytes before the offset tell whether it is the same file
 * @param sum their sum
 * @param done the state of the file that was read to its end; empty when it was not
 */
record FilePosition(long offset, long line, int tail, int sum, Optional<FileStat> done) {
  /** Of a file that was not begun. */
  static final FilePosition START = new FilePosition(0, 0, 0, 0, Optional.empty());

  private static final Pattern FORM =
      Pattern.compile(
          "at:(\\d{1,18}):(\\d{1,18}):(\\d{1,9}):([0-9a-f]{1,8})"
              + "(:(\\d{1,18}):(-?\\d{1,18}))?");

  /** Reads the text. */
  static FilePosition of(String name, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || Long.parseLong(matcher.group(1)) < Integer.parseInt(matcher.group(3))
        || Integer.parseInt(matcher.group(3)) > RecordReader.TAIL) {
      throw new MeshException(
          SourceError.POSITION_INVALID,
          "Invalid position of the file '" + name + "': '" + text + "' (at:OFFSET:LINE:TAIL:SUM)");
    }
    return new FilePosition(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Integer.parseUnsignedInt(matcher.group(4), 16),
        Optional.ofNullable(matcher.group(5))
            .map(
                unused ->
                    new FileStat(
                        Long.parseLong(matcher.group(6)), Long.parseLong(matcher.group(7)))));
  }

  @Override
  public String toString() {
    return "at:"
        + offset
        + ":"
        + line
        + ":"
        + tail
        + ":"
        + Integer.toHexString(sum)
        + done.map(it -> ":" + it.size() + ":" + it.changed()).orElse("");
  }
}
