// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.plugin.Plugins;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about the commands tells every option and every renderer there is, and no other. */
class CommandPageTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Set<String> EVERYWHERE = Set.of("--help", "--version", "--format", "--lake");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contract lint",
        "contract diff",
        "contract render",
        "contract migrate",
        "create",
        "evolve",
        "sql",
        "tables",
        "describe",
        "history",
        "maintain",
        "rollback",
        "produce",
        "ingest",
        "rejects show",
        "rejects replay",
        "books",
        "score",
        "plugins",
        "demo"
      })
  void page_tellsTheOptionsOfTheCommand(String command) throws IOException {
    Set<String> inHelp = options(help(command));
    Set<String> onPage = options(section(command));
    inHelp.removeAll(EVERYWHERE);
    assertThat(onPage).containsAll(inHelp);
    onPage.removeAll(EVERYWHERE);
    // The section on rendering points to an option of 'mesh plugins'.
    onPage.removeAll(options(help("plugins")));
    inHelp.removeAll(options(help("plugins")));
    assertThat(onPage).isEqualTo(inHelp);
  }

  @Test
  void page_tellsEveryRenderer() throws IOException {
    for (ContractRenderer renderer : Plugins.load().all(ContractRenderer.class)) {
      assertThat(section("contract render")).contains("`" + renderer.name() + "`");
    }
  }

  private static String section(String command) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference", "cli.md"));
    for (String section : page.split("(?m)^## ", -1)) {
      if (section.startsWith("`mesh " + command)) {
        return section;
      }
    }
    throw new AssertionError("docs/reference/cli.md has no section on 'mesh " + command + "'");
  }

  private static String help(String command) {
    StringWriter out = new StringWriter();
    Output output = new Output(new PrintWriter(out), new PrintWriter(out), false);
    int code = MeshCli.run(output, Path.of(".."), (command + " --help").split(" ", -1));
    assertThat(code).isZero();
    return out.toString();
  }

  private static Set<String> options(String text) {
    Set<String> options = new TreeSet<>();
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      options.add(option.group());
    }
    return options;
  }
}
