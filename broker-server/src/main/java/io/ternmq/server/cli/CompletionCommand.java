// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tern completion}. */
@Command(
        name = "completion",
        description = "Prints a script with which the shell completes commands and options.",
        footer = {
            "Examples:",
            "  source <(tern completion bash)                       for this shell",
            "  tern completion bash > ~/.local/share/bash-completion/completions/tern",
            "  echo 'source <(tern completion zsh)' >> ~/.zshrc"
        })
final class CompletionCommand extends ShellCommand {

    /** The shells that are known; the one script serves both. */
    enum Language {
        /** GNU Bash. */
        BASH,
        /** The Z shell. */
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "${COMPLETION-CANDIDATES}. Default: bash.")
    private Language language = Language.BASH;

    CompletionCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws IOException {
        CommandLine all = CommandTree.of(shell());
        shell().print("# Completes tern in " + language + ".\n" + AutoComplete.bash("tern", all));
        return ExitCode.OK;
    }
}
