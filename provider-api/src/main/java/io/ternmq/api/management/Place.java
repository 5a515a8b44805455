// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

/**
 * Names a queue, or a subscription of a topic.
 *
 * @param kind which of them
 * @param name name of the queue; of a subscription its {@link SubscriptionView#label()} or, where several have the same
 *             one, its {@link SubscriptionView#number()} in digits
 */
public record Place(Kind kind, String name) {

    /** What there is. */
    public enum Kind {
        /** A queue. */
        QUEUE,
        /** A subscription of a topic. */
        SUBSCRIPTION
    }

    /**
     * A queue.
     *
     * @param name its name
     * @return the place
     */
    public static Place queue(String name) {
        return new Place(Kind.QUEUE, name);
    }

    /**
     * A subscription.
     *
     * @param name its label, for example {@code prices.#/dashboard}, or its number in digits
     * @return the place
     */
    public static Place subscription(String name) {
        return new Place(Kind.SUBSCRIPTION, name);
    }

    @Override
    public String toString() {
        return (kind == Kind.QUEUE ? "queue '" : "subscription '") + name + '\'';
    }
}
