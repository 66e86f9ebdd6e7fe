// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.LakeOptions;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Says which lake a command is about. */
@SuppressWarnings("FieldCanBeFinal") // the command line sets it
public final class LakeFolderOption {
  @Option(
      names = "--lake",
      paramLabel = "DIR",
      defaultValue = "${env:MESH_LAKE:-lake}",
      description = "The folder of the lake; default: $MESH_LAKE, or else the folder 'lake'.")
  private Path folder = Path.of("lake");

  /** An option without a value yet. */
  public LakeFolderOption() {}

  /** Opens the lake, which must exist. */
  public Lake open() {
    try {
      return Lake.open(folder, LakeOptions.defaults().mustExist());
    } catch (MeshException problem) {
      if (problem.code() != LakeError.LAKE_MISSING) {
        throw problem;
      }
      throw new MeshException(
          problem.code(),
          "Cannot open lake '"
              + folder
              + "': there is none; name another with --lake, or make it with: mesh create CONTRACT"
              + " --lake DIR",
          problem);
    }
  }

  /** Opens the lake, or makes it. */
  public Lake openOrMake() {
    return Lake.open(folder);
  }
}
