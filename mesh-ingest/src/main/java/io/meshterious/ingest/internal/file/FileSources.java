// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.ingest.source.SourceRequest;
import java.nio.file.Path;
import java.util.Set;

/** Files, and folders that are watched. */
public final class FileSources implements EventSources {
  private static final int BLOCK_BYTES = 1 << 20;

  /** Makes the plugin. */
  public FileSources() {}

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String description() {
    return "a file or a watched folder: lines of JSON or CSV, also .gz and .zst";
  }

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public void check(SourceRequest request) {
    FileSettings unused = FileSettings.of(request.place());
  }

  @Override
  public EventSource open(SourceRequest request) {
    return open(request, BLOCK_BYTES);
  }

  /** Opens a source that reads with arrays of so many bytes. */
  static EventSource open(SourceRequest request, int blockBytes) {
    FileSettings settings = FileSettings.of(request.place());
    Path path = settings.path();
    if (!settings.folder() && FileForm.of(fileName(path), settings).isEmpty()) {
      throw new MeshException(
          SourceError.SOURCE_INVALID,
          "Invalid "
              + request.place()
              + " (a name that ends with .ndjson, .jsonl, .json, .csv or .tsv, and .gz or .zst"
              + " behind it; or the option format)");
    }
    return new FileSource(settings, new FileList(settings, request), blockBytes);
  }

  /** The last name of a path. */
  static String fileName(Path path) {
    return String.valueOf(path.getFileName());
  }
}
