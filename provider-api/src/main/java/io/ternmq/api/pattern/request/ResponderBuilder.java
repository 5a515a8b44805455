// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import io.ternmq.api.ProviderException;

/**
 * Collects the settings of a responder. Not for use by several threads.
 *
 * @param <Q> type of the requests, which this side alone decides
 */
public interface ResponderBuilder<Q> {

    /**
     * Says who answers: requesters find the name as source of the reply.
     *
     * @param name a name of the program's own; default that of the {@code Messaging}, else none
     * @return this builder
     */
    ResponderBuilder<Q> name(String name);

    /**
     * Says how many requests are answered at a time. Over a topic more than one is possible only for a {@linkplain
     * #shared shared} subscription or with a name made for this purpose, which is done by itself.
     *
     * @param lanes 1 (default) or more
     * @return this builder
     */
    ResponderBuilder<Q> concurrency(int lanes);

    /**
     * Shares the requests of a topic with every responder that gives the same name: each request is answered by one of
     * them. Without it every responder of a topic answers every request.
     *
     * @param group name of the subscription
     * @return this builder
     */
    ResponderBuilder<Q> shared(String group);

    /**
     * Lets the provider choose the requests.
     *
     * @param text a message selector of Jakarta Messaging; default none
     * @return this builder
     */
    ResponderBuilder<Q> selector(String text);

    /**
     * Begins to answer.
     *
     * @param handler called by as many threads as there are lanes
     * @return to be closed by the caller, or else with the {@code Messaging}
     * @throws ProviderException with {@code INVALID_SETTING} when the settings do not fit together, and as the provider
     *                           refuses
     */
    Responder answer(RequestHandler<Q> handler);
}
