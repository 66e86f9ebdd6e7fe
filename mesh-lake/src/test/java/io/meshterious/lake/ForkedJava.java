// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts other JVMs with the class path of this one. */
final class ForkedJava {
  private ForkedJava() {}

  /** Starts a main class. */
  static Process start(Class<?> main, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPath(main),
                main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Test runners load tests by the JVM's own class path, or by a loader that knows its places. */
  private static String classPath(Class<?> main) throws IOException {
    if (main.getClassLoader() instanceof URLClassLoader loader) {
      List<String> places = new ArrayList<>();
      for (URL url : loader.getURLs()) {
        try {
          places.add(Path.of(url.toURI()).toString());
        } catch (URISyntaxException unreadable) {
          throw new IOException(unreadable);
        }
      }
      return String.join(File.pathSeparator, places);
    }
    return System.getProperty("java.class.path");
  }
}
