// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

class CompressedFileTargetsKitTest extends FileTargetsKitTest {
  @Override
  protected URI place() {
    return URI.create(super.place() + ".gz");
  }

  @Override
  protected List<String> arrivedAt(URI place) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(place)))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }
}
