// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.ProviderException;
import java.util.concurrent.CompletionStage;

/**
 * Appends events in batches, each in one transaction. Every event has a name ({@code JMS_TERN_DedupId}): a batch whose
 * transaction failed is sent again with the same names, so that an event is in the stream once although nobody knows
 * whether the first attempt got through. Callable from any thread; events keep the order of the calls.
 *
 * @param <E> type of the events
 */
public interface BatchAppender<E> extends AutoCloseable {

    /**
     * Adds an event. The call that fills a batch appends it, and waits for that.
     *
     * @param key   events of one key are in one partition, in order
     * @param event what has happened
     * @return completed when its batch is durable, without its place
     */
    CompletionStage<Appended> add(String key, E event);

    /**
     * Adds an event with headers of its own. The call that fills a batch appends it, and waits for that.
     *
     * @param event sent to the stream, whatever it says; a header {@code JMS_TERN_DedupId} is its name, of which the
     *              program says that it is the same when it comes to the same event again
     * @return completed when its batch is durable, without its place
     */
    CompletionStage<Appended> add(Outgoing<? extends E> event);

    /**
     * Appends what was collected, and waits for that.
     *
     * @throws ProviderException with what the broker said when every attempt has failed; the events have failed with it
     *                           and are no longer collected
     */
    void flush();

    /**
     * Appends what was collected; further events are refused with {@link ErrorCode#ILLEGAL_STATE}.
     *
     * @throws ProviderException as {@link #flush} does
     */
    @Override
    void close();
}
