// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.publish;

import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sends messages of one type. Callable from any thread and made to be kept: it holds a few sessions, which threads that
 * send at the same time share. Messages that one thread sends by the same verb, one after the other, keep their order
 * as long as the thread is alone with the publisher or the publisher has one session; what has to keep its order under
 * many threads is given a {@linkplain Outgoing.Builder#key key}.
 *
 * <p>A body alone gets the channel and the other settings of the publisher. An {@link Outgoing} is sent as it says; one
 * that has the settings of the publisher to begin with comes from {@link #message()}.
 *
 * <p>What fails is a {@link ProviderException} whose code says why: {@code PAYLOAD_UNWRITABLE}, {@code
 * INVALID_DESTINATION}, {@code RESOURCE_LIMIT}, {@code CONNECTION_LOST}, and so on. After a connection was lost the
 * next message goes over a new one.
 *
 * @param <T> type of the bodies
 */
public interface Publisher<T> extends AutoCloseable {

    /**
     * Begins a message with the settings of this publisher.
     *
     * @return a builder that the caller may change
     * @throws ProviderException with {@code INVALID_SETTING} when the publisher has no channel of its own
     */
    Outgoing.Builder message();

    /**
     * Begins a message to a channel, with all other settings of this publisher.
     *
     * @param channel where it is to go
     * @return a builder that the caller may change
     */
    Outgoing.Builder message(Channel channel);

    /**
     * Sends a body and waits for the provider's answer.
     *
     * @param body what the message says
     * @return how safe the message is
     * @throws ProviderException when it could not be sent; it may have been sent all the same when the code is {@code
     *                           CONNECTION_LOST} or {@code TIMEOUT}
     */
    default Confirmation publish(T body) {
        return publish(message().body(body));
    }

    /**
     * Sends a message and waits for the provider's answer.
     *
     * @param message what to send
     * @return how safe the message is
     * @throws ProviderException when it could not be sent; it may have been sent all the same when the code is {@code
     *                           CONNECTION_LOST} or {@code TIMEOUT}
     */
    Confirmation publish(Outgoing<? extends T> message);

    /**
     * Sends a body and does not wait for the answer, only for room when too many are on their way.
     *
     * @param body what the message says; not to be changed until the stage is complete
     * @return completes with how safe the message is, or with a {@link ProviderException}
     */
    default CompletionStage<Confirmation> publishAsync(T body) {
        return publishAsync(message().body(body));
    }

    /**
     * Sends a message and does not wait for the answer, only for room when too many are on their way.
     *
     * @param message what to send
     * @return completes with how safe the message is, or with a {@link ProviderException}; on a thread of the provider,
     *         which must not be kept
     */
    CompletionStage<Confirmation> publishAsync(Outgoing<? extends T> message);

    /**
     * Sends a body and forgets it: what fails is logged and counted.
     *
     * @param body what the message says
     */
    default void fire(T body) {
        fire(message().body(body));
    }

    /**
     * Sends a message and forgets it: what fails is logged and counted. Waits only for room when too many are on their
     * way.
     *
     * @param message what to send
     */
    void fire(Outgoing<? extends T> message);

    /**
     * Sends a body unless that would mean to wait for room.
     *
     * @param body what the message says
     * @return as {@link #publishAsync} does; empty when it was refused, which is counted
     */
    default Optional<CompletionStage<Confirmation>> tryPublish(T body) {
        return tryPublish(message().body(body));
    }

    /**
     * Sends a message unless that would mean to wait: for room among those on their way, or for one of the sessions. A
     * provider that takes no more leaves its answers out, so that the room is used up and this refuses; one that makes
     * the sending thread wait keeps a session for that time, so that no more than the sessions wait.
     *
     * @param message what to send
     * @return as {@link #publishAsync} does; empty when it was refused, which is counted
     */
    Optional<CompletionStage<Confirmation>> tryPublish(Outgoing<? extends T> message);

    /**
     * What it has done so far.
     *
     * @return the figures of this moment
     */
    PublisherMetrics metrics();

    /**
     * Waits for what is on its way, within the limit of the settings, and gives the sessions back. Not to be called
     * where the stages of this publisher complete. A second call does nothing.
     */
    @Override
    void close();
}
