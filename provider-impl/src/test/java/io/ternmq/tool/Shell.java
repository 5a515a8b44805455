// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands as an operator does, and keeps what they print. */
final class Shell {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String in = "";

    /** What the next command reads. */
    Shell type(String text) {
        in = text;
        return this;
    }

    /** Runs one command; what earlier ones printed is gone. */
    int run(Object... arguments) {
        out.reset();
        err.reset();
        ByteArrayInputStream input = new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        StoreCommand command = new StoreCommand(
                input,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return command.run(List.of(arguments).stream().map(Object::toString).toList());
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Everything that was printed, for failures. */
    @Override
    public String toString() {
        return out() + "\n--- beside it:\n" + err();
    }
}
