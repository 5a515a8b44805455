// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import java.util.List;

/** What a request of the client comes to. */
sealed interface Step {

    /** It goes to the broker, in the form that the broker understands. */
    record Forward(Request request) implements Step {}

    /**
     * It is answered on this side.
     *
     * @param reply  the answer
     * @param before what the broker is told all the same
     */
    record Answered(Reply reply, List<Request> before) implements Step {

        Answered(Reply reply) {
            this(reply, List.of());
        }
    }

    /** Nobody knows whether this commit took place; the broker is asked. */
    record InDoubt(long transaction, boolean isRepeatable) implements Step {}
}
