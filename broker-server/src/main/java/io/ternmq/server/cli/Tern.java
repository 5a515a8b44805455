// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The program {@code tern}. */
public final class Tern {

    private Tern() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command and what belongs to it
     */
    public static void main(String[] arguments) {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean terminal = isTerminal();
        System.exit(execute(new Shell(in, out, err, System.getenv(), Tern::ask, terminal), arguments));
    }

    /**
     * Runs one command in this process, with nothing on the standard input, no environment and nobody to ask.
     *
     * @param arguments the command and what belongs to it
     * @param out       takes what was asked for
     * @param err       takes what people should know besides
     * @return the exit code: 0 well, 1 failed, 2 not understood, 3 nothing arrived in time
     */
    public static int execute(String[] arguments, OutputStream out, OutputStream err) {
        PrintStream remarks = new PrintStream(err, true, StandardCharsets.UTF_8);
        InputStream nothing = InputStream.nullInputStream();
        return execute(new Shell(nothing, out, remarks, Map.of(), question -> Optional.empty(), false), arguments);
    }

    /** Runs one command in this process. */
    static int execute(Shell shell, String... arguments) {
        return CommandTree.of(shell).execute(arguments);
    }

    @SuppressWarnings("SystemConsoleNull") // older Java virtual machines have none in a pipe
    private static Optional<String> ask(String question) {
        Console console = System.console();
        return isTerminal() && console != null
                ? Optional.ofNullable(console.readPassword("%s", question)).map(String::new)
                : Optional.empty();
    }

    /** Newer Java virtual machines have a console in a pipe too; they can tell the difference. */
    @SuppressWarnings("SystemConsoleNull") // the answer of older ones; the newer ones are asked below
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
