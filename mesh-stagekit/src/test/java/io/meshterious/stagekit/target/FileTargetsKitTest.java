// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.target;

import io.meshterious.producers.target.EventTargets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class FileTargetsKitTest extends EventTargetsContract {
  @TempDir private Path folder;
  private int files;

  @Override
  protected EventTargets subject() {
    return KnownTargets.named("file");
  }

  @Override
  protected URI place() {
    files++;
    return folder.resolve("events-" + files + ".ndjson").toUri();
  }

  @Override
  protected Set<TargetTrait> lacks() {
    return Set.of(TargetTrait.LIMITED_ROOM, TargetTrait.SERVER);
  }

  @Override
  protected List<String> arrivedAt(URI place) throws IOException {
    return Files.readAllLines(Path.of(place));
  }
}
