// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** All modules, which are all on the class path of this last one, keep the rules. */
class ArchitectureTest {
  private static final String BASE = "io.meshterious";
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> NOT_FOR_EMBEDDERS =
      List.of("mesh-bom", "mesh-examples", "mesh-bench");

  private static final ArchitectureRules RULES = new ArchitectureRules(BASE);
  private static JavaClasses all;

  @BeforeAll
  static void importClasses() {
    all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);
  }

  @Test
  void modules_seeOnlyWhatTheyMay() {
    RULES.modulesSeeOnlyWhatTheyMay().check(all);
  }

  @Test
  void internals_stayInside() {
    RULES.internalsStayInside().check(all);
  }

  @Test
  void parts_haveNoCycles() {
    RULES.partsHaveNoCycles().check(all);
  }

  @Test
  void publicPackagesOfCore_haveNoCycles() {
    RULES.publicPackagesOfCoreHaveNoCycles().check(all);
  }

  @Test
  void core_showsNoForeignTypes() {
    RULES.coreShowsNoForeignTypes().check(all);
  }

  @Test
  void packages_areNullMarked() {
    RULES.packagesAreNullMarked().check(all);
  }

  @Test
  void everyModuleWithCode_isSeenByTheseRules() throws Exception {
    for (String module : modules()) {
      if (Files.isDirectory(ROOT.resolve(module).resolve("src/main/java"))) {
        String inside = BASE + "." + module.replaceFirst("^mesh-", "").replace('-', '.');
        assertThat(all)
            .as("classes of %s (is it a dependency of mesh-examples?)", module)
            .anyMatch(type -> (type.getPackageName() + ".").startsWith(inside + "."));
      }
    }
  }

  @Test
  void bom_listsEveryModuleForEmbedders() throws Exception {
    // Given
    List<String> expected =
        modules().stream().filter(module -> !NOT_FOR_EMBEDDERS.contains(module)).toList();

    // When
    List<String> listed = texts(ROOT.resolve("mesh-bom/pom.xml"), "artifactId");

    // Then
    assertThat(listed).containsAll(expected);
  }

  private static List<String> modules() throws Exception {
    return texts(ROOT.resolve("pom.xml"), "module");
  }

  private static List<String> texts(Path pom, String element) throws Exception {
    NodeList found =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent().strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
