// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.plugin.Plugins;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes something of contracts. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Make a schema, statements or a suite of contracts.",
    footer = {
      "",
      "'mesh plugins' lists the renderers; 'mesh plugins --options' says what each can be told."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
final class RenderCommand implements Callable<Integer> {
  private final Output output;

  @Parameters(paramLabel = "FILE|DIR", description = "A contract, or a folder of them.")
  private Path path = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "RENDERER",
      description = "What to make, such as json-schema or ddl:postgres.")
  private String to = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write files to this folder instead of printing them.")
  private @Nullable Path folder;

  @Option(
      names = {"-o", "--option"},
      paramLabel = "NAME=VALUE",
      description = "Tell the renderer something.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  RenderCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    ContractRenderer renderer = Plugins.load().named(ContractRenderer.class, to);
    RenderedFiles rendered = new RenderedFiles();
    if (Files.isDirectory(path)) {
      DataContracts contracts = DataContracts.loadAll(path);
      if (contracts.all().isEmpty()) {
        output.error("Cannot render '" + path + "': " + Output.NO_CONTRACTS);
        return MeshCli.USAGE;
      }
      contracts
          .all()
          .forEach(contract -> rendered.add(contract, render(renderer, contract, contracts)));
    } else {
      DataContracts contracts = DataContracts.loadWithReferences(path);
      DataContract contract = contracts.all().get(0);
      rendered.add(contract, render(renderer, contract, contracts));
    }
    List<Rendering.File> files = rendered.all();
    if (folder != null) {
      Optional<String> problem = write(files, folder);
      if (problem.isPresent()) {
        output.error(problem.get());
        return MeshCli.ENVIRONMENT;
      }
    }
    if (format == Output.Format.JSON) {
      output.json(json(files));
    } else if (folder != null) {
      output.line("Wrote " + Output.count(files.size(), "file") + " to " + folder);
    } else {
      print(files);
    }
    return MeshCli.OK;
  }

  private List<Rendering.File> render(
      ContractRenderer renderer, DataContract contract, DataContracts contracts) {
    RenderRequest request = RenderRequest.of(contract).within(contracts);
    for (Map.Entry<String, String> option : options.entrySet()) {
      request = request.with(option.getKey(), option.getValue());
    }
    return renderer.render(request).files();
  }

  /** Writes the files and says what stood in the way, if anything did. */
  private static Optional<String> write(List<Rendering.File> files, Path folder) {
    for (Rendering.File file : files) {
      Path target = folder.resolve(file.path());
      try {
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.writeString(target, file.content());
      } catch (IOException problem) {
        return Optional.of("Cannot write '" + target + "': " + why(problem));
      }
    }
    return Optional.empty();
  }

  private static String why(IOException problem) {
    if (problem instanceof FileAlreadyExistsException taken) {
      return "'" + taken.getFile() + "' is a file, and has to be a folder";
    } else if (problem instanceof AccessDeniedException denied) {
      return "writing to '" + denied.getFile() + "' is not allowed";
    } else if (problem instanceof NoSuchFileException missing) {
      return "'" + missing.getFile() + "' cannot be made";
    }
    return Objects.requireNonNullElse(problem.getMessage(), problem.getClass().getSimpleName());
  }

  private void print(List<Rendering.File> files) {
    for (Rendering.File file : files) {
      if (files.size() > 1 && output.colour()) {
        output.line(output.dim("── " + file.path()));
      }
      output.out().print(file.content());
    }
  }

  private static MapNode json(List<Rendering.File> files) {
    return MapNode.builder()
        .put(
            "files",
            ListNode.of(
                files.stream()
                    .map(
                        file ->
                            MapNode.builder()
                                .put("path", file.path())
                                .put("content", file.content())
                                .build())
                    .toList()))
        .build();
  }
}
