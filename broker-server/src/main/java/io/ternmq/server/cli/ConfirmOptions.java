// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** Asks before something is done that cannot be undone. */
final class ConfirmOptions {

    private static final Set<String> YES = Set.of("y", "yes");
    private static final int LONGEST_ANSWER = 80;

    @Option(names = {"-y", "--yes"}, description = "Do not ask whether it is meant.")
    private boolean yes;

    /** Whether it is meant; where nobody can be asked, it has to be said with {@code --yes}. */
    boolean isMeant(Shell shell, String question) throws IOException {
        if (yes) {
            return true;
        }
        if (!shell.terminal()) {
            throw new UsageException("This cannot be undone and there is no terminal to ask at; say --yes");
        }
        shell.err().print(question + " [y/N] ");
        shell.err().flush();
        boolean isMeant = YES.contains(readLine(shell).strip().toLowerCase(Locale.ROOT));
        if (!isMeant) {
            shell.remark("Nothing was done.");
        }
        return isMeant;
    }

    private static String readLine(Shell shell) throws IOException {
        byte[] line = new byte[LONGEST_ANSWER];
        int length = 0;
        int next = shell.in().read();
        while (next >= 0 && next != '\n' && length < LONGEST_ANSWER) {
            line[length++] = (byte) next;
            next = shell.in().read();
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }
}
