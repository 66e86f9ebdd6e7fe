// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.document.DocumentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintFilesTest {
  @TempDir private Path folder;

  private Path write(String name, String id, String rest) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "apiVersion: v3.1.0\nkind: DataContract\nid: "
            + id
            + "\nversion: 1.0.0\nstatus: active\n"
            + rest);
  }

  private static String table(String name, String property, String more) {
    return "schema:\n  - name: "
        + name
        + "\n    properties:\n      - name: "
        + property
        + "\n        logicalType: string\n        primaryKey: true\n"
        + more;
  }

  private static List<Finding> of(LintReport report, LintRule rule) {
    return report.findings().stream().filter(finding -> finding.rule() == rule).toList();
  }

  @Test
  void lint_unreadableFile_isAFindingAtItsPlace() throws IOException {
    write("good.odcs.yaml", "a", "");
    Files.writeString(folder.resolve("bad.odcs.yaml"), "id: x\nname: [a\n");

    List<Finding> found = of(DataContracts.readLeniently(folder).lint(), LintRule.UNREADABLE);

    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).endsWith("bad.odcs.yaml");
              assertThat(finding.location().line()).isPositive();
              assertThat(finding.message()).contains("Cannot read").contains("bad.odcs.yaml");
            });
  }

  @Test
  void lint_sameIdAndVersionTwice_isReportedInTheSecondFile() throws IOException {
    write("a.odcs.yaml", "same", "");
    write("b.odcs.yaml", "same", "");

    List<Finding> found =
        of(DataContracts.readLeniently(folder).lint(), LintRule.DUPLICATE_CONTRACT);

    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).endsWith("b.odcs.yaml");
              assertThat(finding.location().line()).isEqualTo(3);
              assertThat(finding.message())
                  .isEqualTo(
                      "id 'same' and version '1.0.0' are those of '"
                          + folder.resolve("a.odcs.yaml")
                          + "'; together they must name one contract");
            });
  }

  @Test
  void lint_referenceToMissingFile_isReported() throws IOException {
    Path file =
        write(
            "a.odcs.yaml",
            "a",
            table("t", "a", "        relationships: [{to: gone.yaml#/schema/u/properties/b}]\n"));

    List<Finding> found =
        of(DataContract.readLeniently(file).lint(), LintRule.UNKNOWN_REFERENCE_FILE);

    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.location().line()).isEqualTo(12);
              assertThat(finding.message())
                  .isEqualTo(
                      "reference 'gone.yaml#/schema/u/properties/b' names the file 'gone.yaml', which is not there or is no contract; files are looked for beside the contract's own");
            });
  }

  @Test
  void lint_referenceToOtherFile_isFollowedFromASingleContractToo() throws IOException {
    write("other/u.odcs.yaml", "u", table("u", "b", ""));
    Path good =
        write(
            "good.odcs.yaml",
            "g",
            table(
                "t",
                "a",
                "        relationships: [{to: other/u.odcs.yaml#/schema/u/properties/b}]\n"));
    Path bad =
        write(
            "bad.odcs.yaml",
            "h",
            table(
                "t",
                "a",
                "        relationships: [{to: other/u.odcs.yaml#/schema/u/properties/bb}]\n"));

    assertThat(DataContract.readLeniently(good).lint().of(Severity.ERROR)).isEmpty();
    for (LintReport report :
        List.of(
            DataContract.readLeniently(bad).lint(), DataContracts.readLeniently(folder).lint())) {
      assertThat(report.of(Severity.ERROR))
          .singleElement()
          .extracting(Finding::message)
          .isEqualTo(
              "reference 'other/u.odcs.yaml#/schema/u/properties/bb' names the property 'bb', which table 'u' does not have — did you mean 'b'?");
    }
  }

  @Test
  void lint_shortReferenceToTableOfAnotherFile_suggestsTheFullForm() throws IOException {
    write("dimensions/u.odcs.yaml", "u", table("u", "b", ""));
    write("facts/t.odcs.yaml", "t", table("t", "a", "        relationships: [{to: u.b}]\n"));

    assertThat(DataContracts.readLeniently(folder).lint().of(Severity.ERROR))
        .singleElement()
        .extracting(Finding::message)
        .isEqualTo(
            "reference 'u.b' names the table 'u', which does not exist; tables of other contracts need the full form — did you mean '../dimensions/u.odcs.yaml#/schema/u/properties/b'?");
  }

  @Test
  void lint_contractWithoutFile_doesNotJudgeReferencesToFiles() {
    String yaml =
        "apiVersion: v3.1.0\nkind: DataContract\nid: x\nversion: 1.0.0\nstatus: active\n"
            + table("t", "a", "        relationships: [{to: gone.yaml#/schema/u/properties/b}]\n");

    assertThat(DataContract.parse(yaml, DocumentFormat.YAML, "text").lint().of(Severity.ERROR))
        .isEmpty();
  }

  @Test
  void lint_thousandTables_printsHowLongItTakes() throws IOException {
    // Given
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      properties
          .append("      - {name: c")
          .append(i)
          .append(
              ", logicalType: string, description: d, required: true, logicalTypeOptions: {maxLength: 20, pattern: '^[a-z]+$'}, examples: [abc]}\n");
    }
    for (int i = 0; i < 1_000; i++) {
      String next = "t" + (i + 1) % 1_000;
      write(
          "t" + i + ".odcs.yaml",
          "t" + i,
          table(
              "t" + i,
              "id",
              "        relationships: [{to: "
                  + next
                  + ".odcs.yaml#/schema/"
                  + next
                  + "/properties/id}]\n"
                  + properties));
    }

    // When
    long start = System.nanoTime();
    LintReport report = DataContracts.readLeniently(folder).lint();
    long millis = (System.nanoTime() - start) / 1_000_000;

    // Then
    System.out.println("lint: 1000 tables of 12 properties in " + millis + " ms");
    assertThat(report.of(Severity.ERROR)).isEmpty();
    assertThat(report.findings()).hasSizeGreaterThan(1_000);
    assertThat(millis).as("far from it, so that a busy machine passes").isLessThan(20_000);
  }

  @Test
  void lint_tenThousandProperties_isAsQuickAsTheyAreMany() throws IOException {
    // Given
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      properties
          .append("      - {name: c")
          .append(i)
          .append(", logicalType: string, description: d, logicalTypeOptions: {maxLength: 20}}\n");
    }
    write("wide.odcs.yaml", "wide", table("wide", "id", properties.toString()));

    // When
    long start = System.nanoTime();
    LintReport report = DataContracts.readLeniently(folder).lint();
    long millis = (System.nanoTime() - start) / 1_000_000;

    // Then
    System.out.println("lint: 1 table of 10001 properties in " + millis + " ms");
    assertThat(report.of(Severity.ERROR)).isEmpty();
    assertThat(report.findings()).isNotEmpty();
    assertThat(millis).isLessThan(20_000);
  }
}
