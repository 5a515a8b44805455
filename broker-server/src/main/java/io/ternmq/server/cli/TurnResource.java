// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;

/** Turns something on or off, which can be turned back: {@code pause}, {@code resume}, {@code create}. */
final class TurnResource extends NamedCommand {

    /** What is done. */
    enum Turn {
        /** Deliveries are held back. */
        PAUSE("POST", "Paused"),
        /** Deliveries go on. */
        RESUME("POST", "Resumed"),
        /** It is made, if it is not there. */
        CREATE("PUT", "Created");

        private final String method;
        private final String done;

        Turn(String method, String done) {
            this.method = method;
            this.done = done;
        }
    }

    private final Turn turn;

    TurnResource(Shell shell, Resource resource, Turn turn) {
        super(shell, resource);
        this.turn = turn;
    }

    @Override
    public Integer call() throws IOException {
        String path = switch (turn) {
            case PAUSE -> path("pause");
            case RESUME -> path("resume");
            case CREATE -> path();
        };
        client().change(turn.method, path, JsonValue.EMPTY_JSON_OBJECT);
        report(Json.createObjectBuilder().add("done", turn.done).add("name", name()).build(),
                turn.done + ' ' + shown() + '.');
        return ExitCode.OK;
    }
}
