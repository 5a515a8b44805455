// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.ErrorCode;
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

    /**
     * It goes to the broker once more, since it means the same twice.
     *
     * @param request   what was asked
     * @param otherwise the answer when the broker does not know the branch: nobody can say what became of it
     */
    record Repeat(Request request, Reply.Refused otherwise) implements Step {

        /** Whether this answer says nothing about what became of it. */
        boolean leavesInDoubt(Reply reply) {
            return reply instanceof Reply.Refused refused && refused.code() == ErrorCode.UNKNOWN_BRANCH;
        }
    }

    /** Nobody knows whether this commit took place; the broker is asked. */
    record InDoubt(long transaction, boolean isRepeatable) implements Step {}
}
