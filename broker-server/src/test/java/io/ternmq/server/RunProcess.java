// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code tern run} with nothing around it, for a process that gets real signals. */
final class RunProcess {

    private RunProcess() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(TernServer.run(Path.of(arguments[0]), false, out, err));
    }
}
