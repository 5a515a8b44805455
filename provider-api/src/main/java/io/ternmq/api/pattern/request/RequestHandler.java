// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import io.ternmq.api.pattern.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The program's own code that answers requests.
 *
 * @param <Q> type of the requests
 */
@FunctionalInterface
public interface RequestHandler<Q> {

    /**
     * Answers a request.
     *
     * @param request what is asked
     * @return the body of the reply; null for an empty text; or a {@link
     *         java.util.concurrent.CompletionStage} of either
     * @throws Exception to fail; the requester is told code and message
     */
    @Nullable Object answer(Incoming<Q> request) throws Exception;
}
