// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes.
 *
 * @param in  what is handed in
 * @param out what was asked for
 * @param err what people should know besides
 */
record Terminal(InputStream in, PrintStream out, PrintStream err) {

    /** Prints one line of the answer. */
    void say(String line) {
        out.println(line);
    }

    /** Prints one line beside the answer. */
    void remark(String line) {
        err.println(line);
    }
}
