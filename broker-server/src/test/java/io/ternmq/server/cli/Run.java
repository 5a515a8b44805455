// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a command: what surrounds it before, and what came of it after. */
final class Run {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream target = out;
    private Optional<String> answer = Optional.empty();
    private boolean terminal;
    private int code = -1;

    /** A run against a broker. */
    static Run at(String broker) {
        return new Run().with(BrokerOptions.VARIABLE, broker);
    }

    Run with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Run given(String input) {
        return given(input.getBytes(StandardCharsets.UTF_8));
    }

    Run given(byte[] input) {
        in = new ByteArrayInputStream(input);
        return this;
    }

    Run answering(String password) {
        answer = Optional.of(password);
        return this;
    }

    Run watched() {
        terminal = true;
        return this;
    }

    Run writingTo(OutputStream stream) {
        target = stream;
        return this;
    }

    Run tern(String... arguments) {
        code = Tern.execute(shell(), arguments);
        return this;
    }

    Shell shell() {
        PrintStream remarks = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Shell(in, target, remarks, environment, question -> answer, terminal);
    }

    int code() {
        return code;
    }

    byte[] bytes() {
        return out.toByteArray();
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
}
