// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meshterious.lake.internal.io.LocalFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file that makes a folder a lake. It is written last, so that a folder with it is complete.
 *
 * @param layout the version of how the folder is laid out
 * @param id a name for the lake that no other has
 * @param location the folder's path, by which the tables name their files
 */
record LakeMarker(int layout, String id, String location) {
  /** The layout that this version makes and reads: a catalog database and a warehouse. */
  static final int LAYOUT = 1;

  static final String FILE = "mesh-lake.json";
  static final String UNFINISHED = "mesh-lake.json.tmp";
  private static final String FORMAT = "mesh-lake";
  private static final int LONGEST = 64 << 10;
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a marker; an {@link IOException} says what is wrong with it. */
  static LakeMarker read(Path folder) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
      bytes = in.readNBytes(LONGEST);
    }
    String format = "";
    int layout = -1;
    String id = "";
    String location = "";
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "format" -> format = json.getText();
          case "layout" -> layout = json.getIntValue();
          case "id" -> id = json.getText();
          case "location" -> location = json.getText();
          default -> json.skipChildren();
        }
      }
    }
    if (!format.equals(FORMAT) || layout < 0) {
      throw new IOException("it does not say \"format\": \"mesh-lake\" and a layout");
    }
    if (layout == LAYOUT && (id.isEmpty() || location.isEmpty())) {
      throw new IOException("it does not say the lake's id and location");
    }
    return new LakeMarker(layout, id, location);
  }

  /** Writes the marker in one step that survives a power cut. */
  void write(Path folder) throws IOException {
    Path unfinished = folder.resolve(UNFINISHED);
    try (FileChannel file =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    LocalFolders.force(folder);
  }

  private String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("layout", layout);
      json.writeStringField("id", id);
      json.writeStringField("location", location);
      json.writeEndObject();
    }
    return text + "\n";
  }
}
