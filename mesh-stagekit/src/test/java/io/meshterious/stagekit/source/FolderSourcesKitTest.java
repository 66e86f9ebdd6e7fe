// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.ingest.source.EventSources;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

class FolderSourcesKitTest extends EventSourcesContract {
  @TempDir private Path folder;
  private int folders;
  private int files;

  @Override
  protected EventSources subject() {
    return KnownSources.named("file");
  }

  @Override
  protected URI place() throws IOException {
    folders++;
    Path made = Files.createDirectory(folder.resolve("in-" + folders));
    return URI.create(made.toUri() + "?settle=0s&done=move");
  }

  /** Every other file is compressed, and none is seen before it is whole. */
  @Override
  protected void put(URI place, List<String> bodies) throws IOException {
    files++;
    Path in = Path.of(URI.create(place.toString().replaceFirst("\\?.*", "")));
    String name =
        String.format(Locale.ROOT, "events-%04d.ndjson", files) + (files % 2 == 0 ? ".gz" : "");
    Path hidden = in.resolve("." + name);
    try (OutputStream out = Files.newOutputStream(hidden);
        OutputStream events = files % 2 == 0 ? new GZIPOutputStream(out) : out) {
      events.write((String.join("\n", bodies) + "\n").getBytes(UTF_8));
    }
    Files.move(hidden, in.resolve(name));
  }

  @Override
  protected Set<SourceTrait> lacks() {
    return Set.of(SourceTrait.SERVER);
  }
}
