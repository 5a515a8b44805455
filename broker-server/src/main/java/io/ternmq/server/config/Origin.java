// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

/**
 * Where somebody has written something.
 *
 * @param text for people: a file with its line, an environment variable or a system property
 * @param line the line in the file, or 0 for what is not from the file
 */
record Origin(String text, int line) {

    static Origin line(String file, int line) {
        return new Origin(file + ':' + line, line);
    }

    static Origin of(String text) {
        return new Origin(text, 0);
    }
}
