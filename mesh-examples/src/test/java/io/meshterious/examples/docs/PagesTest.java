// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.meshterious.core.contract.DataContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages name only what exists. */
class PagesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern TYPE =
      Pattern.compile(
          "@?((?:[A-Z][A-Za-z0-9]*\\.)*[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?:[.#]\\w+\\(?.*)?");
  private static final Pattern PACKAGE =
      Pattern.compile("(?:io\\.meshterious\\.)?[a-z]+(?:\\.[a-z]+)+");
  private static final Pattern HINT = Pattern.compile("\"(mesh\\.[a-zA-Z]+)\"");
  private static final Pattern HINT_ROW = Pattern.compile("(?m)^\\| `(mesh\\.[a-zA-Z]+)` \\|");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");

  @Test
  void architecture_everyTypeAndPackageItNames_exists() throws IOException {
    // Given
    Set<String> types = new HashSet<>();
    Set<String> packages = new HashSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meshterious")) {
      String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
      types.add(name);
      types.add(type.getSimpleName());
      packages.add(type.getPackageName());
      packages.add(type.getPackageName().replace("io.meshterious.", ""));
    }
    // When
    Set<String> named = new TreeSet<>();
    Set<String> unknown = new TreeSet<>();
    for (String code : codes(ROOT.resolve("docs/ARCHITECTURE.md"))) {
      Matcher type = TYPE.matcher(code);
      if (type.matches()) {
        named.add(type.group(1));
        if (!types.contains(type.group(1)) && !inTheJdk(type.group(1))) {
          unknown.add(code);
        }
      } else if (PACKAGE.matcher(code).matches() && !code.startsWith("mesh.")) {
        named.add(code);
        if (packages.stream().noneMatch(it -> it.equals(code) || it.startsWith(code + "."))) {
          unknown.add(code);
        }
      }
    }
    // Then
    assertThat(unknown).as("named in docs/ARCHITECTURE.md, and not there").isEmpty();
    assertThat(named).hasSizeGreaterThan(40).contains(DataContract.class.getSimpleName());
  }

  @Test
  void contracts_tellsEveryCustomPropertyOfMesh() throws IOException {
    // Given
    Set<String> read = new TreeSet<>();
    Path hints = ROOT.resolve("mesh-core/src/main/java/io/meshterious/core/contract/hint");
    for (String file : List.of("TableHints.java", "FieldHints.java")) {
      Matcher name = HINT.matcher(Files.readString(hints.resolve(file)));
      while (name.find()) {
        read.add(name.group(1));
      }
    }
    // When
    Set<String> told = new TreeSet<>();
    Matcher row = HINT_ROW.matcher(Files.readString(ROOT.resolve("docs/reference/contracts.md")));
    while (row.find()) {
      told.add(row.group(1));
    }
    // Then
    assertThat(told).isEqualTo(read).hasSizeGreaterThan(10);
  }

  @Test
  void links_betweenPages_leadToFiles() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(FENCE.matcher(Files.readString(page)).replaceAll(""));
      while (link.find()) {
        links++;
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          broken.add(ROOT.relativize(page) + " -> " + link.group(1));
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(20);
  }

  private static boolean inTheJdk(String name) {
    return Stream.of("java.lang.", "java.util.", "java.nio.file.")
        .anyMatch(
            prefix -> {
              try {
                Class.forName(prefix + name, false, PagesTest.class.getClassLoader());
                return true;
              } catch (ClassNotFoundException notThere) {
                return false;
              }
            });
  }

  private static List<String> codes(Path page) throws IOException {
    List<String> codes = new ArrayList<>();
    Matcher code = CODE.matcher(FENCE.matcher(Files.readString(page)).replaceAll(""));
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(ROOT.resolve(name));
    }
    for (String folder : List.of("docs", "mesh-examples/contracts")) {
      try (Stream<Path> walk = Files.walk(ROOT.resolve(folder))) {
        walk.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }
}
