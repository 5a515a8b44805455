// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.selector.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A consumer takes messages from a mailbox, as far as it gives credit.
 *
 * @param consumer number of the consumer in the broker
 * @param connection number of its connection
 * @param handle number by which its client calls it
 * @param mailbox number of the mailbox
 * @param selector what it takes, or null for everything
 * @param leaseMillis how long a message belongs to it, or 0 for as long as it likes
 */
public record ConsumerOpened(
        long consumer, long connection, long handle, long mailbox, @Nullable Selector selector, long leaseMillis)
        implements Fact {

    /** A consumer that keeps its messages as long as it likes. */
    public ConsumerOpened(long consumer, long connection, long handle, long mailbox, @Nullable Selector selector) {
        this(consumer, connection, handle, mailbox, selector, 0);
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onConsumerOpened(this);
    }
}
