// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import picocli.CommandLine.Command;

/** The commands about contracts. */
@Command(
    name = "contract",
    mixinStandardHelpOptions = true,
    description = "Look at, compare and render data contracts.",
    subcommands = {LintCommand.class, DiffCommand.class, RenderCommand.class, MigrateCommand.class})
final class ContractCommand {}
