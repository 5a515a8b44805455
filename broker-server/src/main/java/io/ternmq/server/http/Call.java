// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to the one who answers it.
 *
 * @param ask       the request
 * @param variables the segments of the path that are names or numbers
 * @param who       who asks; null where nobody is asked who it is
 */
record Call(Ask ask, Map<String, String> variables, @Nullable Caller who) {

    /** Who asks. */
    Caller caller() {
        return Objects.requireNonNull(who, "a route for everybody asks who it is");
    }

    /** The name in the path. */
    String name() {
        return variables.getOrDefault("name", "");
    }

    /** The number in the path. */
    long number() {
        String text = variables.getOrDefault("number", "");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Refusal(Refusal.NOT_FOUND, ErrorCode.PROTOCOL, "'" + text + "' is no number, of which there is"
                    + " one at this place of the path");
        }
    }

    /** A parameter of the query. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(ask.query().get(name));
    }

    /** A parameter of the query that is a number in a range. */
    long parameter(String name, long otherwise, long least, long most) {
        String text = ask.query().get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Wish.inRange(name, Long.parseLong(text), least, most);
        } catch (NumberFormatException e) {
            throw Refusal.badRequest(name + " is a number, not '" + text + "'");
        }
    }
}
