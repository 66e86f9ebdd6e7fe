// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a command did: its exit code and what it printed. */
record CliRun(int code, String out, String err) {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  static CliRun mesh(Object... args) {
    return run(false, args);
  }

  static CliRun run(boolean colour, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Output output = new Output(new PrintWriter(out), new PrintWriter(err), colour);
    int code =
        MeshCli.run(output, HOME, Stream.of(args).map(String::valueOf).toArray(String[]::new));
    return new CliRun(code, out.toString(), err.toString());
  }

  Node node() {
    return Document.parse(out, DocumentFormat.JSON, "output").root();
  }

  MapNode json() {
    return (MapNode) node();
  }
}
