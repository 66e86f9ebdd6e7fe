// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.file.WriterOptions;
import io.meshterious.lake.internal.schema.TableLayout;
import io.meshterious.lake.keep.Audit;
import io.meshterious.lake.keep.Compaction;
import io.meshterious.lake.keep.DanglingDeletes;
import io.meshterious.lake.keep.MaintenanceOptions;
import io.meshterious.lake.keep.MaintenanceTask;
import io.meshterious.lake.keep.ManifestRewrite;
import io.meshterious.lake.keep.OrphanRemoval;
import io.meshterious.lake.keep.Refs;
import io.meshterious.lake.keep.Retention;
import io.meshterious.lake.keep.SnapshotExpiry;
import io.meshterious.lake.query.Query;
import io.meshterious.lake.write.Merge;
import io.meshterious.lake.write.PendingWrite;
import io.meshterious.lake.write.TableWrite;
import io.meshterious.lake.write.Upsert;
import io.meshterious.lake.write.WriteSource;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about a lake's options names every one there is. */
class LakePageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "lake.md");

  /** Methods that say what there is, and begin or end with what is usual. */
  private static final Set<String> NO_OPTIONS =
      Set.of(
          "equals",
          "hashCode",
          "toString",
          "defaults",
          "build",
          "title",
          "create",
          "cacheBytes",
          "snapshotId",
          "kind",
          "rows",
          "added",
          "addedDeletes",
          "removed",
          "removedDeletes",
          "attemptOrNew",
          "validated",
          "base",
          "conflicts",
          "isSerializable",
          "check",
          "branch");

  static Stream<Class<?>> options() {
    return Stream.of(
        LakeOptions.class,
        LakeConfig.class,
        LakeConfig.Builder.class,
        LakeConfig.JdbcBuilder.class,
        LakeConfig.RestBuilder.class,
        Resources.class,
        CommitOptions.class,
        CreationOptions.class,
        WriterOptions.class,
        MaintenanceOptions.class,
        Compaction.class,
        DanglingDeletes.class,
        ManifestRewrite.class,
        SnapshotExpiry.class,
        OrphanRemoval.class,
        Retention.class,
        Query.class,
        TableWrite.class,
        WriteSource.class,
        PendingWrite.class,
        Upsert.class,
        Merge.class,
        Merge.OfTable.class,
        Merge.Matched.class,
        Merge.NotMatched.class,
        TableChange.class,
        Refs.Keep.class,
        Audit.class);
  }

  @ParameterizedTest
  @MethodSource("options")
  void page_namesEveryOption(Class<?> type) throws IOException {
    // Given
    String page = Files.readString(PAGE);
    // When
    Set<String> missing = new TreeSet<>();
    for (Method method : type.getDeclaredMethods()) {
      if (isOption(type, method) && !names(page, method.getName())) {
        missing.add(method.getName());
      }
    }
    // Then
    assertThat(missing).as("options of %s", type.getSimpleName()).isEmpty();
  }

  @Test
  void page_namesEveryTask() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(MaintenanceTask.class.getPermittedSubclasses())
        .allSatisfy(task -> assertThat(page).contains("`" + task.getSimpleName()));
  }

  @Test
  void page_namesEveryPropertyOfATable_withItsValue() throws IOException {
    // Given
    DataContract contract =
        DataContract.parse(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: stock
            version: 1.0.0
            status: active
            schema:
              - name: stock
                description: What lies where.
                properties:
                  - {name: id, logicalType: string, required: true, primaryKey: true, primaryKeyPosition: 1}
                  - {name: more, logicalType: object}
            """,
            DocumentFormat.YAML,
            "stock");
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    // When
    TableLayout layout = TableLayout.of(contract, contract.tables().get(0));
    // Then
    layout
        .properties()
        .forEach(
            (key, value) -> {
              if (!key.startsWith("mesh.contract.")) {
                String name = key.replaceAll("(\\.column\\.).*", "$1NAME");
                assertThat(rows)
                    .as(key + " = " + value)
                    .anyMatch(
                        row ->
                            row.startsWith("| `" + name + "` | ")
                                && row.contains(said(key, value)));
              }
            });
  }

  private static String said(String key, String value) {
    return switch (key) {
      case "comment" -> "the table's description";
      case "write.target-file-size-bytes" -> (Long.parseLong(value) >> 20) + " MiB";
      default -> value;
    };
  }

  private static boolean isOption(Class<?> type, Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !method.isSynthetic()
        && !(method.getParameterCount() == 0 && tells(type, method.getName()));
  }

  /** Whether a method without parameters says what an option was set to. */
  private static boolean tells(Class<?> type, String name) {
    return NO_OPTIONS.contains(name)
        || type.isRecord()
            && Arrays.stream(type.getRecordComponents()).anyMatch(it -> it.getName().equals(name))
        || Arrays.stream(type.getDeclaredMethods())
            .anyMatch(it -> it.getName().equals(name) && it.getParameterCount() > 0);
  }

  private static boolean names(String page, String option) {
    return option.equals("equals")
        || page.contains("`" + option + "(")
        || page.contains("." + option + "(");
  }
}
