// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** {@code commit} and {@code rollback}: decides a branch in place of its transaction manager. */
final class DecideBranch extends NamedCommand {

    /** What is decided. */
    enum Way {
        /** Its messages are sent, and what it has consumed is gone. */
        COMMIT("commit", "Commit", "Committed"),
        /** What it has consumed comes again. */
        ROLLBACK("rollback", "Roll back", "Rolled back");

        private final String word;
        private final String question;
        private final String done;

        Way(String word, String question, String done) {
            this.word = word;
            this.question = question;
            this.done = done;
        }
    }

    @Mixin
    private final ConfirmOptions confirm = new ConfirmOptions();

    private final Way way;

    DecideBranch(Shell shell, Way way) {
        super(shell, Resource.BRANCH);
        this.way = way;
    }

    @Override
    public Integer call() throws IOException {
        if (!confirm.isMeant(shell(), way.question + ' ' + shown() + " in place of its transaction manager?")) {
            return ExitCode.FAILURE;
        }
        client().change("POST", path(way.word), JsonValue.EMPTY_JSON_OBJECT);
        report(Json.createObjectBuilder().add("done", way.done).add("name", name()).build(),
                way.done + ' ' + shown() + '.');
        return ExitCode.OK;
    }
}
