// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import jakarta.jms.Message;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that has come, with its body in the type that the receiver has declared. Immutable, except for the message
 * behind it, which belongs to the session that delivered it.
 *
 * @param <T> type of the body
 */
public interface Incoming<T> {

    /**
     * What it says.
     *
     * @return the body
     */
    T body();

    /**
     * Its identity, {@code JMSMessageID}.
     *
     * @return the identifier, or null when the sender left it out
     */
    @Nullable String id();

    /**
     * Where it was sent to; of a subscription to a pattern the topic itself.
     *
     * @return a queue or topic, or null when the provider does not say
     */
    @Nullable Channel channel();

    /**
     * What it wants.
     *
     * @return the kind; {@link MessageKind#EVENT} from a topic and {@link MessageKind#COMMAND} from a queue, when the
     *         sender did not say
     */
    MessageKind kind();

    /**
     * The logical name of what it says, {@code JMSType}.
     *
     * @return the name, or null
     */
    @Nullable String type();

    /**
     * Who says it.
     *
     * @return the sender's word, or null
     */
    @Nullable String source();

    /**
     * What it belongs together with.
     *
     * @return the key, or null
     */
    @Nullable String key();

    /**
     * What it belongs to.
     *
     * @return the correlation identifier, or null
     */
    @Nullable String correlationId();

    /**
     * When it was sent.
     *
     * @return by the sender's word; the epoch when it did not say
     */
    Instant sentAt();

    /**
     * How often it has been delivered.
     *
     * @return 1 for the first time
     */
    int attempt();

    /**
     * Its place in the stream of its channel.
     *
     * @return the offset, or -1 when it comes from no stream
     */
    long offset();

    /**
     * All properties, those of the provider included.
     *
     * @return names and values, not modifiable
     */
    Map<String, Object> headers();

    /**
     * The trace it belongs to.
     *
     * @return the context that came with it; {@link TraceContext#NONE} when none did
     */
    TraceContext trace();

    /**
     * The message as the provider delivered it.
     *
     * @return the message
     */
    Message message();
}
