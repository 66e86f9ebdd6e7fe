// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugin;
import io.meshterious.core.plugin.PluginInfo;
import io.meshterious.core.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the plugins on the class path. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = "List the plugins on the class path, by interface, with version and origin.",
    footer = {"", "Exits with 3 when a plugin could not be loaded or two have one name."})
final class PluginsCommand implements Callable<Integer> {
  private final Output output;

  @Option(names = "--options", description = "Say what each renderer can be told as well.")
  private boolean options;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  PluginsCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    Plugins plugins = Plugins.load();
    if (format == Output.Format.JSON) {
      output.json(json(plugins));
    } else {
      for (Class<? extends Plugin> type : plugins.types()) {
        print(plugins, type);
      }
      plugins.problems().forEach(problem -> output.error(problem.getMessage()));
    }
    return plugins.problems().isEmpty() ? MeshCli.OK : MeshCli.ENVIRONMENT;
  }

  private void print(Plugins plugins, Class<? extends Plugin> type) {
    output.line(output.bold(type.getSimpleName()) + output.dim(" (" + type.getName() + ")"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "description", "version", "origin"));
    for (PluginInfo info : plugins.list()) {
      if (info.type() == type) {
        rows.add(
            List.of(info.name(), info.description(), info.version(), shortOrigin(info.origin())));
      }
    }
    output.table(rows);
    if (options && type == ContractRenderer.class) {
      for (ContractRenderer renderer : plugins.all(ContractRenderer.class)) {
        output.line();
        output.line(output.bold(renderer.name()));
        if (renderer.options().isEmpty()) {
          output.line("  takes no options");
        }
        renderer.options().keySet().stream()
            .sorted()
            .forEach(option -> output.line("  " + option + "  " + renderer.options().get(option)));
      }
    }
  }

  private static String shortOrigin(String origin) {
    String path = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static MapNode json(Plugins plugins) {
    return MapNode.builder()
        .put("plugins", ListNode.of(plugins.list().stream().map(PluginsCommand::json).toList()))
        .put(
            "problems",
            ListNode.of(plugins.problems().stream().map(MeshException::getMessage).toList()))
        .build();
  }

  private static MapNode json(PluginInfo info) {
    return MapNode.builder()
        .put("interface", info.type().getName())
        .put("name", info.name())
        .put("description", info.description())
        .put("version", info.version())
        .put("origin", info.origin())
        .put("provider", info.provider())
        .build();
  }
}
