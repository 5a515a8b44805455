// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import io.ternmq.api.pattern.Incoming;
import java.util.List;

/**
 * What came of a question to many.
 *
 * @param replies   good answers, in the order in which they came; who gave one is its {@link Incoming#source()}
 * @param failures  answers that were failures, in the order in which they came, those that could not be read included
 * @param missing   names that were declared and from which nothing came
 * @param complete  whether the condition was met; false when time was over before, or it could not be met any more.
 *                  For a condition of time alone: whether nobody is missing
 * @param <R>       type of the answers
 */
public record Gathered<R>(
        List<Incoming<R>> replies, List<RemoteFailureException> failures, List<String> missing, boolean complete) {

    /** Takes copies. */
    public Gathered {
        replies = List.copyOf(replies);
        failures = List.copyOf(failures);
        missing = List.copyOf(missing);
    }

    /**
     * What the good answers say.
     *
     * @return the bodies, in the order in which they came
     */
    public List<R> bodies() {
        return replies.stream().map(Incoming::body).toList();
    }
}
