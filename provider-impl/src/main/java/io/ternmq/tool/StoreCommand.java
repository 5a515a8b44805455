// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command {@code tern store}: finds the action, and says in one sentence why one failed. */
public final class StoreCommand {

    private static final Map<String, Action> ACTIONS = Map.of(
            "verify", new VerifyAction(),
            "stat", new StatAction(),
            "dump", new DumpAction(),
            "compact", new CompactAction(),
            "export", new ExportAction(),
            "import", new ImportAction());

    private final Terminal terminal;

    /**
     * Makes the command.
     *
     * @param in  what is handed in: messages to import
     * @param out takes what was asked for
     * @param err takes what people should know besides
     */
    public StoreCommand(InputStream in, PrintStream out, PrintStream err) {
        this.terminal = new Terminal(in, out, err);
    }

    /**
     * Runs one command and ends the process: with 0 when all is well, 1 when damage was found or something failed, 2
     * when the command line is not understood.
     *
     * @param arguments the command and what belongs to it
     */
    public static void main(String[] arguments) {
        int status = new StoreCommand(System.in, System.out, System.err).run(List.of(arguments));
        boolean lost = System.out.checkError();
        System.exit(lost && status == Action.FINE ? Action.FAILED : status);
    }

    /**
     * Runs one command.
     *
     * @param arguments the command and what belongs to it
     * @return the exit status: 0, 1 or 2
     */
    public int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            terminal.err().print(HelpText.ALL);
            return Action.WRONG_USAGE;
        }
        String name = arguments.get(0);
        if (HelpText.isAskedFor(arguments)) {
            terminal.out().print(HelpText.of(name));
            return Action.FINE;
        }
        Action action = ACTIONS.get(name);
        if (action == null) {
            return refuse(new UsageException("There is no command '" + name + "'"), "");
        }
        try {
            return action.run(arguments.subList(1, arguments.size()), terminal);
        } catch (UsageException e) {
            return refuse(e, name + " ");
        } catch (ProviderException e) {
            String sentence = Objects.toString(e.getMessage(), "failed");
            terminal.remark("tern store " + name + ": " + Advice.withRemedy(sentence));
            return Action.FAILED;
        } catch (IOException e) {
            terminal.remark("tern store " + name + ": " + Advice.describe(e));
            return Action.FAILED;
        }
    }

    private int refuse(UsageException why, String command) {
        terminal.remark("tern store: " + why.getMessage() + ". See tern store " + command + "--help");
        return Action.WRONG_USAGE;
    }
}
