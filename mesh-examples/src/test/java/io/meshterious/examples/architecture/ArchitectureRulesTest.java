// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule finds what breaks it, in a small tree of modules that break them all. */
class ArchitectureRulesTest {
  private static final String BASE = "io.meshterious.examples.architecture.fixture";
  private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages(BASE);

  private final ArchitectureRules rules = new ArchitectureRules(BASE);

  @Test
  void arrows_everyForbiddenOneIsFound() {
    // When
    List<String> violations = violations(rules.modulesSeeOnlyWhatTheyMay());

    // Then
    assertThat(violations)
        .hasSize(5)
        .anyMatch(text -> text.startsWith(BASE + ".core.SeesIngest: "))
        .anyMatch(text -> text.startsWith(BASE + ".lake.SeesTransform: "))
        .anyMatch(text -> text.startsWith(BASE + ".ingest.SeesTransform: "))
        .anyMatch(text -> text.startsWith(BASE + ".testkit.SeesLake: "))
        .anyMatch(text -> text.startsWith(BASE + ".transform.SeesExamples: "));
  }

  @Test
  void internals_useFromAnotherModuleIsFound() {
    assertThat(violations(rules.internalsStayInside()))
        .singleElement()
        .asString()
        .startsWith(BASE + ".ingest.SeesInternal: ");
  }

  @Test
  void cycles_betweenPartsAreFound() {
    assertThat(violations(rules.partsHaveNoCycles()))
        .singleElement()
        .asString()
        .contains(BASE + ".core.a.InRing", BASE + ".core.b.InRing");
  }

  @Test
  void cycles_betweenPublicPackagesOfCoreAreFound() {
    assertThat(violations(rules.publicPackagesOfCoreHaveNoCycles()))
        .singleElement()
        .asString()
        .contains(BASE + ".core.a.InRing", BASE + ".core.b.InRing");
  }

  @Test
  void foreignTypes_areFoundWhereverASignatureCanShowThem() {
    assertThat(violations(rules.coreShowsNoForeignTypes()))
        .containsExactlyInAnyOrder(
            BASE + ".core.ShowsForeignTypes: it shows org.assertj.core.api.SoftAssertions",
            BASE + ".core.ShowsForeignTypes: it shows org.junit.jupiter.api.TestInfo",
            BASE + ".core.ShowsForeignTypes: it shows org.opentest4j.TestAbortedException",
            BASE + ".core.ShowsForeignTypes: it shows " + BASE + ".core.internal.Hidden");
  }

  @Test
  void packages_withoutNullMarkedAreFound() {
    assertThat(violations(rules.packagesAreNullMarked()))
        .anyMatch(text -> text.endsWith(BASE + ".core is not @NullMarked"))
        .noneMatch(text -> text.contains(BASE + ".examples"));
  }

  private static List<String> violations(ArchRule rule) {
    return rule.evaluate(FIXTURE).getFailureReport().getDetails();
  }
}
