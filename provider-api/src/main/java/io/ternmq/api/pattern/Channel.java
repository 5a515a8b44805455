// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import java.util.Objects;

/**
 * Where messages go or come from, by name, so that it can be said without a session and for any provider.
 *
 * @param kind which of the two namespaces
 * @param name the name as the provider understands it; over TernMQ a topic to subscribe to may be a pattern, and
 *             options may follow a question mark
 */
public record Channel(Kind kind, String name) {

    private static final String QUEUE_PREFIX = "queue://";
    private static final String TOPIC_PREFIX = "topic://";

    /** The two namespaces of Jakarta Messaging. */
    public enum Kind {
        /** Each message is for one consumer. */
        QUEUE,
        /** Each message is for every subscription. */
        TOPIC
    }

    /** Checks that there is a name. */
    public Channel {
        Objects.requireNonNull(kind, "kind");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A channel needs a name that is not blank");
        }
    }

    /**
     * A queue.
     *
     * @param name its name
     * @return the channel
     */
    public static Channel queue(String name) {
        return new Channel(Kind.QUEUE, name);
    }

    /**
     * A topic.
     *
     * @param name its name, or a pattern to subscribe to
     * @return the channel
     */
    public static Channel topic(String name) {
        return new Channel(Kind.TOPIC, name);
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @param text {@code queue://name} or {@code topic://name}
     * @return the channel
     * @throws IllegalArgumentException when it begins otherwise or has no name
     */
    public static Channel parse(String text) {
        if (text.startsWith(QUEUE_PREFIX)) {
            return queue(text.substring(QUEUE_PREFIX.length()));
        }
        if (text.startsWith(TOPIC_PREFIX)) {
            return topic(text.substring(TOPIC_PREFIX.length()));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no channel: write " + QUEUE_PREFIX + "name or " + TOPIC_PREFIX + "name");
    }

    /**
     * Whether it is a queue.
     *
     * @return false for a topic
     */
    public boolean isQueue() {
        return kind == Kind.QUEUE;
    }

    /** {@code queue://name} or {@code topic://name}. */
    @Override
    public String toString() {
        return (isQueue() ? QUEUE_PREFIX : TOPIC_PREFIX) + name;
    }
}
