// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static io.meshterious.lake.LakeTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.query.Row;
import io.meshterious.testkit.Requirement;
import io.meshterious.testkit.process.ChildJvm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are lakes, become lakes, and are none. */
class LakeFolderTest {
  private static final Requirement LOCKABLE =
      new Requirement(
          "lockable-folder",
          "A folder that can be made read-only",
          "run as a user who is not root, or where chattr works");

  private static final LakeOptions FAST = LakeOptions.defaults().durable(false);

  @TempDir Path temp;

  private Path made() {
    Path folder = temp.resolve("lake");
    Lake.open(folder, FAST).close();
    return folder;
  }

  private static void edit(Path marker, String from, String to) throws IOException {
    Files.writeString(marker, Files.readString(marker).replace(from, to));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void folder_missingOrEmpty_becomesALake_thatIsFoundAgain() throws Exception {
    // Given
    Path empty = Files.createDirectory(temp.resolve("empty"));

    // When
    for (Path folder : List.of(made(), empty)) {
      try (Lake lake = Lake.open(folder)) {
        lake.createNamespace("raw");
        assertThat(lake.folder()).contains(folder);
      }

      // Then
      try (Lake lake = Lake.open(folder, LakeOptions.defaults().mustExist())) {
        assertThat(lake.namespaces()).containsExactly("main", "raw");
      }
      assertThat(folder.resolve("mesh-lake.json"))
          .content()
          .contains("\"layout\" : 1", folder.toString());
    }
  }

  @Test
  void folder_withAnyName_isALake() throws Exception {
    for (String name :
        List.of("a b", "100%", "p?q=1&x#y", "ü-日本", "it's", "a;b", "%41", "s*[a-c]{x}", "a\"b,c")) {
      // When
      Path folder = temp.resolve(name);
      try (Lake lake = Lake.open(folder, FAST)) {
        lake.context()
            .catalog()
            .createTable(
                TableIdentifier.of("main", "t"),
                new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
      }

      // Then
      assertThat(folder.resolve("catalog.db")).exists();
      try (Lake lake = Lake.open(folder, FAST)) {
        assertThat(lake.table("t").iceberg().location()).startsWith(folder + "/warehouse/main/t-");
        for (int i = 0; i < 2; i++) {
          lake.write("t").from("select x as id from range(5) r(x)").append().run().orThrow();
        }
        lake.write("t").deleteWhere("id = 3").run().orThrow();
        try (Stream<Row> rows = lake.sql("select count(*) as c from t").rows()) {
          assertThat(rows.map(row -> row.as("c", Long.class))).containsExactly(8L);
        }
      }
    }
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all).hasSize(9);
    }
  }

  @Test
  void database_ofANewLake_usesTheWriteAheadLog() throws Exception {
    // Given
    Path folder = made();

    // Then
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
        ResultSet mode = connection.createStatement().executeQuery("PRAGMA journal_mode")) {
      assertThat(mode.getString(1)).isEqualTo("wal");
    }
  }

  @Test
  void path_thatIsNoFolder_isRefused() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "x");
    Path dangling = Files.createSymbolicLink(temp.resolve("dangling"), temp.resolve("nowhere"));
    refused(() -> Lake.open(file), LakeError.NOT_A_FOLDER, file.toString());
    refused(() -> Lake.open(dangling), LakeError.NOT_A_FOLDER, "'" + dangling + "'");
    refused(
        () -> Lake.open(temp.resolve("a/b")), LakeError.PARENT_MISSING, temp.resolve("a") + "'");
    refused(() -> Lake.open(file.resolve("x")), LakeError.PARENT_MISSING, file.toString());
    assertThat(Files.exists(temp.resolve("a"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void folder_ofSomethingElse_isRefused_andLeftAlone() throws Exception {
    for (String other : List.of("README.md", "catalog.db", "warehouse")) {
      // Given
      Path folder = Files.createDirectory(temp.resolve("with-" + other));
      Files.writeString(folder.resolve(other), "x");

      // Then
      refused(() -> Lake.open(folder), LakeError.NOT_A_LAKE, "mesh-lake.json", folder.toString());
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(folder.resolve(other));
      }
    }
  }

  @Test
  void lake_thatMustExist_isNotMade() throws Exception {
    // Given
    LakeOptions existing = LakeOptions.defaults().mustExist();
    Path empty = Files.createDirectory(temp.resolve("empty"));

    // Then
    refused(() -> Lake.open(temp.resolve("none"), existing), LakeError.LAKE_MISSING, "none");
    refused(() -> Lake.open(empty, existing), LakeError.LAKE_MISSING, "must exist");
    assertThat(temp.resolve("none")).doesNotExist();
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void layout_olderOrNewer_isRefused() throws Exception {
    // Given
    Path folder = made();
    Path marker = folder.resolve("mesh-lake.json");

    // Then
    edit(marker, "\"layout\" : 1", "\"layout\" : 0");
    refused(() -> Lake.open(folder), LakeError.LAYOUT_TOO_OLD, "layout 0", "layout 1");
    edit(marker, "\"layout\" : 0", "\"layout\" : 2, \"more\": [{}]");
    refused(() -> Lake.open(folder), LakeError.LAYOUT_TOO_NEW, "layout 2", "newer version");
  }

  @Test
  void lake_damaged_isRefused_andNotMadeAnew() throws Exception {
    // Given
    Path folder = made();
    Path marker = folder.resolve("mesh-lake.json");
    String good = Files.readString(marker);

    // Then
    for (String bad : List.of("", "{", "[]", "{\"format\":\"x\"}", "{\"layout\":\"x\"}", "\0")) {
      Files.writeString(marker, bad);
      refused(() -> Lake.open(folder), LakeError.LAKE_DAMAGED, "'mesh-lake.json'");
    }
    Files.writeString(marker, good);
    Files.move(folder.resolve("catalog.db"), temp.resolve("kept"));
    refused(() -> Lake.open(folder), LakeError.LAKE_DAMAGED, "'catalog.db' is missing");
    assertThat(folder.resolve("catalog.db")).doesNotExist();
    Files.writeString(folder.resolve("catalog.db"), "this is no database ".repeat(100));
    refused(() -> Lake.open(folder), LakeError.LAKE_DAMAGED, "'catalog.db'");
  }

  @Test
  void marker_lost_doesNotMakeTheLakeNew() throws Exception {
    // Given
    Path folder = temp.resolve("lake");
    try (Lake lake = Lake.open(folder, FAST)) {
      lake.createNamespace("raw");
      lake.context()
          .catalog()
          .createTable(
              TableIdentifier.of("raw", "t"),
              new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
    }
    Files.delete(folder.resolve("mesh-lake.json"));

    // Then
    refused(() -> Lake.open(folder), LakeError.LAKE_DAMAGED, "'mesh-lake.json' is missing");
  }

  @Test
  void folder_movedOrCopied_isRefused_andWorksWhereItWas() throws Exception {
    // Given
    Path folder = made();
    Path other = temp.resolve("other");

    // Then
    copy(folder, other);
    refused(() -> Lake.open(other), LakeError.LAKE_MOVED, folder.toString(), other.toString());
    Files.move(folder, temp.resolve("moved"));
    refused(() -> Lake.open(temp.resolve("moved")), LakeError.LAKE_MOVED, folder.toString());
    Files.move(temp.resolve("moved"), folder);
    Files.createSymbolicLink(temp.resolve("link"), folder);
    Lake.open(temp.resolve("link")).close();
    Lake.open(temp.resolve("link/../lake")).close();
  }

  @Test
  void making_interruptedAnywhere_isFinishedByTheNext() throws Exception {
    List<String> parts =
        List.of("mesh-lake.json", "catalog.db", "catalog.db-wal", "warehouse", "locks");
    for (int left = 0; left < parts.size(); left++) {
      // Given
      Path folder = temp.resolve("lake" + left);
      Lake.open(folder, FAST).close();
      for (String part : parts.subList(0, parts.size() - left)) {
        Files.deleteIfExists(folder.resolve(part));
      }
      Files.deleteIfExists(folder.resolve("mesh-lake.json"));
      Files.writeString(folder.resolve("mesh-lake.json.tmp"), "{");

      // Then
      try (Lake lake = Lake.open(folder, FAST)) {
        assertThat(lake.namespaces()).containsExactly("main");
      }
    }
  }

  @Test
  void making_byManyThreads_makesOneLake() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        // Given
        Path folder = temp.resolve("lake" + round);
        List<Callable<List<String>>> openings = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          openings.add(
              () -> {
                try (Lake lake = Lake.open(folder, FAST)) {
                  return lake.namespaces();
                }
              });
        }

        // Then
        for (Future<List<String>> opened : pool.invokeAll(openings)) {
          assertThat(opened.get()).containsExactly("main");
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void making_byAnotherProcessForTooLong_isGivenUp() throws Exception {
    // Given
    Path folder = Files.createDirectory(temp.resolve("lake"));
    LakeOptions impatient = FAST.busyTimeout(Duration.ofMillis(50));
    Process holder = ChildJvm.start(Holder.class, folder.resolve("mesh-lake.lock"));
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');

      // Then
      refused(() -> Lake.open(folder, impatient), LakeError.LAKE_BUSY, "another process");
    } finally {
      holder.destroy();
      holder.waitFor();
    }
    Lake.open(folder, impatient).close();
  }

  /** Holds the lock of a folder until it is ended. */
  static final class Holder {
    private Holder() {}

    /** Takes the file. */
    public static void main(String[] arguments) throws Exception {
      try (FileChannel channel =
              FileChannel.open(
                  Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        System.out.print("h" + (lock.isValid() ? "" : "?"));
        System.out.flush();
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void folder_readOnly_isRefused() throws Exception {
    // Given
    Path folder = made();
    Path empty = Files.createDirectory(temp.resolve("empty"));
    List<Path> locked = List.of(folder, folder.resolve("catalog.db"), empty);
    LOCKABLE.check(lock(locked, true));
    try {
      // Then
      refused(() -> Lake.open(folder), LakeError.FOLDER_NOT_WRITABLE, folder.toString());
      refused(() -> Lake.open(empty), LakeError.FOLDER_NOT_WRITABLE, empty.toString());
      refused(
          () -> Lake.open(empty.resolve("new")), LakeError.FOLDER_NOT_WRITABLE, empty.toString());
    } finally {
      lock(locked, false);
    }
    Lake.open(folder).close();
  }

  /** By permissions; for the superuser, who has them all, by making the files immutable. */
  private static boolean lock(List<Path> files, boolean on) throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    for (Path file : files) {
      if (root) {
        Process process =
            new ProcessBuilder("chattr", on ? "+i" : "-i", file.toString())
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();
      } else {
        String writer = on ? "-" : "w";
        String enter = Files.isDirectory(file) ? "x" : "-";
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString("r" + writer + enter + "------"));
      }
    }
    return files.stream().noneMatch(Files::isWritable);
  }

  @Test
  void options_wrong_areRefusedAtOnce() {
    refused(
        () -> LakeOptions.defaults().busyTimeout(Duration.ofSeconds(-1)),
        LakeError.INVALID_LAKE_OPTION,
        "PT-1S");
    refused(
        () -> LakeOptions.defaults().busyTimeout(Duration.ofDays(2)),
        LakeError.INVALID_LAKE_OPTION,
        "PT48H");
  }

  @Test
  void scratch_isMadeWhenAskedFor_andGoneAfterwards() throws Exception {
    // Given
    Path scratch = temp.resolve("scratch");
    Path own;
    try (Lake lake =
        Lake.open(temp.resolve("lake"), FAST.resources(Resources.defaults().scratch(scratch)))) {
      assertThat(scratch).doesNotExist();

      // When
      own = lake.context().scratch();
      Files.createDirectories(own.resolve("a/b"));
      Files.writeString(own.resolve("a/b/c"), "x");

      // Then
      assertThat(own).hasParent(scratch).isEqualTo(lake.context().scratch());
    }
    assertThat(own).doesNotExist();
    assertThat(scratch).isEmptyDirectory();
  }
}
