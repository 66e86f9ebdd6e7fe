// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.process;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Another Java process, with the class path of this one. */
public final class ChildJvm {
  private ChildJvm() {}

  /** Starts a main class; its error output comes with its output. */
  public static Process start(Class<?> main, Object... arguments) throws IOException {
    return start(List.of(), main, arguments);
  }

  /**
   * Starts a main class without some of the class path.
   *
   * @param part in the paths of what is left out, such as {@code micrometer}
   */
  public static Process startWithout(String part, Class<?> main, Object... arguments)
      throws IOException {
    Set<String> path = classPath();
    path.removeIf(it -> it.contains(part));
    return start(List.of(), path, main, arguments);
  }

  /**
   * Starts a main class; its error output comes with its output.
   *
   * @param options more options of the Java virtual machine
   */
  public static Process start(List<String> options, Class<?> main, Object... arguments)
      throws IOException {
    return start(options, classPath(), main, arguments);
  }

  private static Process start(
      List<String> options, Set<String> path, Class<?> main, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            String.join(File.pathSeparator, path)));
    command.addAll(options);
    command.add(main.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** What a process printed until it ended. */
  public static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("A process did not end: " + text);
    }
    return text;
  }

  private static Set<String> classPath() {
    Set<String> path = new LinkedHashSet<>();
    for (ClassLoader it = ChildJvm.class.getClassLoader(); it != null; it = it.getParent()) {
      if (it instanceof URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
          path.add(Path.of(URI.create(url.toString())).toString());
        }
      }
    }
    for (String property : List.of("surefire.test.class.path", "java.class.path")) {
      String value = System.getProperty(property, "");
      if (!value.isEmpty()) {
        path.addAll(List.of(value.split(File.pathSeparator, -1)));
      }
    }
    return path;
  }
}
