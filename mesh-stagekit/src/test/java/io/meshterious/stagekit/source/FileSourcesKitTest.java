// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.meshterious.ingest.source.EventSources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class FileSourcesKitTest extends EventSourcesContract {
  @TempDir private Path folder;
  private int files;

  @Override
  protected EventSources subject() {
    return KnownSources.named("file");
  }

  @Override
  protected URI place() throws IOException {
    files++;
    return Files.createFile(folder.resolve("events-" + files + ".ndjson")).toUri();
  }

  @Override
  protected void put(URI place, List<String> bodies) throws IOException {
    Files.write(Path.of(place), bodies, APPEND, CREATE);
  }

  @Override
  protected Set<SourceTrait> lacks() {
    return Set.of(SourceTrait.SERVER);
  }
}
