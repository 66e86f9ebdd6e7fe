// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.BulkDeletionFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scheme of a location decides which class reads and writes it. */
class SchemeFileIOTest {
  @TempDir Path temp;

  private static SchemeFileIO with(String scheme, String className) {
    SchemeFileIO io = new SchemeFileIO();
    io.initialize(Map.of(SchemeFileIO.SCHEME + scheme, className));
    return io;
  }

  @Test
  void locations_ofSeveralSchemes_goToTheirClasses() throws Exception {
    // Given
    SchemeFileIO io = with("mem", InMemoryFileIO.class.getName());
    String local = "file:" + temp.resolve("a/x");
    String memory = "mem://bucket/x";

    // When
    for (String location : List.of(local, memory)) {
      try (var out = io.newOutputFile(location).create()) {
        out.write(7);
      }
    }

    // Then
    assertThat(temp.resolve("a/x")).hasBinaryContent(new byte[] {7});
    assertThat(io.newInputFile(memory).getLength()).isEqualTo(1);
    assertThat(io.of(memory)).isInstanceOf(InMemoryFileIO.class).isSameAs(io.of("MEM://y"));
    assertThat(io.of(temp.toString())).isInstanceOf(LocalFileIO.class);
    assertThat(io.listPrefix("file:" + temp)).hasSize(1);
    assertThatThrownBy(() -> io.listPrefix("mem://bucket"))
        .isInstanceOf(UnsupportedOperationException.class);
    io.deleteFiles(List.of(local, memory));
    assertThat(Files.exists(temp.resolve("a/x"))).isFalse();
    assertThatThrownBy(() -> io.deleteFiles(List.of(memory, local)))
        .isInstanceOf(BulkDeletionFailureException.class);
    io.close();
  }

  @Test
  void scheme_unknown_listsTheKnown() {
    assertThatThrownBy(() -> new SchemeFileIO().newInputFile("ftp://x/y"))
        .isInstanceOf(MeshException.class)
        .hasMessageContainingAll("'ftp:'", "s3", "gs", "fileIo(\"ftp\"");
  }

  @Test
  void scheme_withoutItsLibrary_namesTheArtifact_andNeverFallsBackToHadoop() {
    assertThatThrownBy(() -> new SchemeFileIO().newInputFile("s3://bucket/x"))
        .isInstanceOfSatisfying(
            MeshException.class,
            missing -> assertThat(missing.code()).isEqualTo(LakeError.LIBRARY_MISSING))
        .hasMessageContaining("io.meshterious:mesh-lake-s3");
  }

  @Test
  void className_ofSomethingElse_isRefused() {
    assertThatThrownBy(() -> with("xx", "java.lang.String").newInputFile("xx://y"))
        .hasMessageContaining("does not implement");
    assertThatThrownBy(() -> with("xx", "java.lang.Number").newInputFile("xx://y"))
        .hasMessageContaining("constructor");
    assertThatThrownBy(() -> with("xx", "no.such.Class").newInputFile("xx://y"))
        .hasMessageContainingAll("no.such.Class", "not on the class path");
  }
}
