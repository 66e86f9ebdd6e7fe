// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What embedders get on their class path: no Hadoop, and not much. */
class RuntimeClassPathTest {
  private static final Path LIST = Path.of("target", "runtime-class-path.txt");
  private static final double MOST_MEGABYTES = 36;

  private static List<Path> places;

  @TempDir Path temp;

  @BeforeAll
  static void read() throws Exception {
    assertThat(LIST)
        .as(
            "the runtime class path, which Maven writes before the tests: run this test with"
                + " 'mvn test -pl mesh-core,mesh-testkit,mesh-lake -Dtest=RuntimeClassPathTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false'")
        .exists();
    places =
        Arrays.stream(Files.readString(LIST).strip().split(File.pathSeparator))
            .map(Path::of)
            .toList();
  }

  private static URLClassLoader loader() throws Exception {
    URL[] urls = new URL[places.size() + 1];
    for (int i = 0; i < places.size(); i++) {
      urls[i] = url(places.get(i));
    }
    urls[places.size()] = Lake.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path place) throws MalformedURLException {
    return place.toUri().toURL();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.hadoop.conf.Configuration",
        "org.apache.hadoop.fs.FileSystem",
        "org.apache.hadoop.fs.Path",
        "org.apache.hadoop.util.VersionInfo",
        "org.apache.hadoop.mapreduce.Job",
        "org.apache.hadoop.thirdparty.com.google.common.base.Preconditions",
        "org.apache.parquet.hadoop.ParquetFileWriter"
      })
  void hadoop_isNotLoadable(String name) throws Exception {
    try (URLClassLoader loader = loader()) {
      assertThatThrownBy(() -> loader.loadClass(name)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void jars_holdNoClassOfHadoop() throws Exception {
    for (Path place : places) {
      if (Files.isRegularFile(place)) {
        try (JarFile jar = new JarFile(place.toFile())) {
          assertThat(jar.stream().map(entry -> entry.getName()))
              .as(place.toString())
              .noneMatch(name -> name.matches("(META-INF/versions/\\d+/)?org/apache/hadoop/.*"));
        }
      }
    }
  }

  @Test
  void jars_besideDuckDb_stayBelowTheirBound() throws Exception {
    // Given
    List<Path> jars =
        places.stream()
            .filter(Files::isRegularFile)
            .filter(place -> !place.getFileName().toString().startsWith("duckdb_jdbc"))
            .sorted(Comparator.comparingLong(RuntimeClassPathTest::size).reversed())
            .toList();

    // When
    long bytes = jars.stream().mapToLong(RuntimeClassPathTest::size).sum();

    // Then
    for (Path jar : jars) {
      System.out.printf(
          Locale.ROOT, "%7.2f MB  %s%n", size(jar) / 1e6, jar.getFileName().toString());
    }
    System.out.printf(
        Locale.ROOT,
        "%7.2f MB  in %d jars beside DuckDB's; at most %.0f%n",
        bytes / 1e6,
        jars.size(),
        MOST_MEGABYTES);
    assertThat(jars).hasSizeGreaterThan(10);
    assertThat(bytes / 1e6).isLessThan(MOST_MEGABYTES);
  }

  private static long size(Path jar) {
    try {
      return Files.size(jar);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void lake_onThisClassPathAlone_isOpened_andHoldsATable() throws Exception {
    // When
    Object rows = run("folder", temp.resolve("lake").toString());

    // Then
    assertThat(rows).isEqualTo("main.t 1");
    assertThat(temp.resolve("lake/catalog.db")).exists();
  }

  @Test
  void catalogs_withoutTheirLibraries_nameThem() {
    assertThatThrownBy(() -> run("postgres", "jdbc:postgresql://127.0.0.1:1/x"))
        .hasMessageContaining("org.postgresql:postgresql");
    assertThatThrownBy(() -> run("rest", "http://127.0.0.1:1"))
        .hasMessageContaining("org.apache.httpcomponents.client5:httpclient5");
    assertThatThrownBy(() -> run("s3", "jdbc:sqlite::memory:"))
        .hasMessageContaining("io.meshterious:mesh-lake-s3");
  }

  /** Runs {@link InIsolation} on the runtime class path. */
  private static Object run(String what, String where) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader jars = loader();
        URLClassLoader tests =
            new URLClassLoader(
                new URL[] {InIsolation.class.getProtectionDomain().getCodeSource().getLocation()},
                jars)) {
      thread.setContextClassLoader(tests);
      return tests
          .loadClass(InIsolation.class.getName())
          .getMethod("run", String.class, String.class)
          .invoke(null, what, where);
    } catch (InvocationTargetException failed) {
      throw failed.getCause() instanceof Exception cause ? cause : failed;
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
