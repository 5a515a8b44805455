// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a command. The output is a bare stream, because a print stream hides that nobody reads any more.
 *
 * @param in          what is handed in
 * @param out         takes what was asked for
 * @param err         takes what people should know besides
 * @param environment the environment's variables
 * @param prompt      asks people for what must not be seen
 * @param terminal    whether people are watching
 */
record Shell(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Map<String, String> environment,
        Prompt prompt,
        boolean terminal) {

    /** A question to whoever sits at the terminal. */
    @FunctionalInterface
    interface Prompt {

        /** The answer, or none when nobody is there. */
        Optional<String> ask(String question);
    }

    /** Prints a line of what was asked for. */
    void print(String line) throws IOException {
        out.write((line + '\n').getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Tells people something besides. */
    void remark(String line) {
        err.print(line + '\n');
        err.flush();
    }

    /** A variable that is set to something. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
