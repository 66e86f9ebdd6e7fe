// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import picocli.CommandLine.Command;

/** The commands about rejected events. */
@Command(
    name = "rejects",
    mixinStandardHelpOptions = true,
    description = "Look at rejected events, and replay them.",
    subcommands = {RejectsShowCommand.class, RejectsReplayCommand.class})
public final class RejectsCommand {
  RejectsCommand() {}
}
