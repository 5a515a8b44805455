// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.duplicate;

import io.ternmq.broker.Fact;
import io.ternmq.broker.ProducerSeen;
import io.ternmq.broker.Remembered;
import io.ternmq.message.MessageId;
import java.util.function.Consumer;

/**
 * What has been taken already, and how often something came again. Remembers for the window at least, unless there is
 * too much of it: then the oldest is forgotten first. Owned by the shard; changed only by applying facts.
 */
public final class Duplicates {

    /** The clock is read this often within a window, which is how much too long something may be remembered. */
    private static final int READINGS = 16;

    private final long windowMillis;
    private final long stepMillis;
    private final ProducerMemory producers;
    private final NameMemory names;
    private long nextMillis = Long.MIN_VALUE;
    private long dropped;

    /**
     * Remembers nothing yet.
     *
     * @param windowMillis how long something is remembered; 0 for not at all
     * @param most         how many names of messages are remembered, and how many producers
     */
    public Duplicates(long windowMillis, int most) {
        this.windowMillis = windowMillis;
        this.stepMillis = Math.max(1, windowMillis / READINGS);
        this.producers = new ProducerMemory(windowMillis, most);
        this.names = new NameMemory(windowMillis, most);
    }

    /** Whether a persistent message has been taken under this identity. */
    public boolean knows(MessageId id) {
        return producers.knows(id.producer(), id.number());
    }

    /** Whether a message of this name has been taken within the window. */
    public boolean knows(MessageName name, long nowMillis) {
        return names.knows(name, nowMillis);
    }

    /** How many duplicates have been dropped. */
    public long dropped() {
        return dropped;
    }

    /** Whether it is time to hear what time it is; asked often, and nearly always false. */
    public boolean isBehind(long nowMillis) {
        return nowMillis >= nextMillis && !(producers.isEmpty() && names.isEmpty());
    }

    /** Applies: a persistent message has been taken. */
    public void note(MessageId id) {
        if (windowMillis > 0) {
            producers.note(id.producer(), id.number());
        }
    }

    /** Applies: a message has been taken under a name. */
    public void remember(Remembered fact) {
        if (windowMillis > 0) {
            names.remember(fact);
        }
    }

    /** Applies: a checkpoint remembers a producer. */
    public void restore(ProducerSeen fact) {
        if (windowMillis > 0) {
            producers.restore(fact);
        }
    }

    /** Applies: a duplicate was dropped. */
    public void countDropped() {
        dropped++;
    }

    /** Applies: it is later than it was. */
    public void onTimePassed(long nowMillis) {
        producers.onTimePassed(nowMillis);
        names.onTimePassed(nowMillis);
        nextMillis = nowMillis > Long.MAX_VALUE - stepMillis ? Long.MAX_VALUE : nowMillis + stepMillis;
    }

    /** Gives the facts that make all of this again: what a checkpoint holds of it. */
    public void writeTo(Consumer<? super Fact> image) {
        producers.writeTo(image);
        names.writeTo(image);
    }
}
