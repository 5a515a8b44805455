// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The consumers of a mailbox; those with credit stand in a circle and take turns. Owned by the shard. */
final class ConsumerCircle {

    private final ReadyMessages ready;
    private final List<MailboxConsumer> consumers = new ArrayList<>();
    private final ArrayDeque<MailboxConsumer> circle = new ArrayDeque<>();
    private final PriorityCounts levels = new PriorityCounts();

    ConsumerCircle(ReadyMessages ready) {
        this.ready = ready;
    }

    List<MailboxConsumer> all() {
        return consumers;
    }

    /** The next message for which somebody is ready, or null. Turns the circle until that consumer is in front. */
    @Nullable Entry nextMatch() {
        for (int left = circle.size(); left > 0; left--) {
            MailboxConsumer candidate = circle.getFirst();
            Entry match = candidate.wantsMore() ? ready.firstFor(candidate) : null;
            if (match != null) {
                return match;
            }
            advance();
        }
        return null;
    }

    MailboxConsumer front() {
        return circle.getFirst();
    }

    /** An open consumer, or null. */
    @Nullable MailboxConsumer find(long consumer) {
        MailboxConsumer first = circle.peekFirst();
        if (first != null && first.id() == consumer) {
            return first;
        }
        for (MailboxConsumer candidate : consumers) {
            if (candidate.id() == consumer) {
                return candidate;
            }
        }
        return null;
    }

    void open(MailboxConsumer consumer) {
        consumers.add(consumer);
        if (consumer.selector() != null) {
            ready.addSelective(consumer);
        }
    }

    void close(MailboxConsumer consumer) {
        consumer.close();
        consumers.remove(consumer);
        leave(consumer);
        ready.removeSelective(consumer);
    }

    void addCredit(MailboxConsumer consumer, int messages) {
        consumer.addCredit(messages);
        if (!consumer.inCircle && consumer.wantsMore()) {
            consumer.inCircle = true;
            circle.addLast(consumer);
        }
    }

    void spendCredit(MailboxConsumer consumer, int messages) {
        consumer.spendCredit(messages);
        if (!consumer.wantsMore()) {
            leave(consumer);
        }
    }

    void revokeCredit(MailboxConsumer consumer) {
        consumer.revokeCredit();
        leave(consumer);
    }

    /** One that sleeps until a message comes goes before others. */
    void await(MailboxConsumer consumer, long seen) {
        if (consumer.wantsMore() && consumer.inCircle && consumer.hasSeenAll(seen)) {
            consumer.await();
            circle.remove(consumer);
            circle.addFirst(consumer);
        }
    }

    void give(MailboxConsumer consumer, int priority) {
        consumer.takeOne(priority);
        levels.add(priority);
        if (circle.peekFirst() == consumer) {
            advance();
        }
    }

    void takeBack(MailboxConsumer consumer, int priority) {
        consumer.giveOneBack(priority);
        levels.remove(priority);
    }

    /** One that sleeps until a message comes and gets none, while others may hold some; or null. */
    @Nullable MailboxConsumer waiting() {
        if (consumers.size() > 1) {
            for (MailboxConsumer candidate : circle) {
                if (candidate.wantsMore() && candidate.isWaiting()) {
                    return candidate;
                }
            }
        }
        return null;
    }

    List<MailboxConsumer> holdersBeside(MailboxConsumer waiting) {
        List<MailboxConsumer> holders = new ArrayList<>();
        for (MailboxConsumer other : consumers) {
            if (other != waiting && other.inFlight() > 0 && other.isRecallable() && !other.isWaiting()) {
                holders.add(other);
            }
        }
        return holders;
    }

    /** Those that hold something of a lower priority than what is ready for them. */
    List<MailboxConsumer> outranked() {
        int highest = ready.highest();
        if (highest <= levels.lowest()) {
            return List.of();
        }
        List<MailboxConsumer> holders = new ArrayList<>();
        for (MailboxConsumer holder : consumers) {
            Entry next = holder.isBelow(highest) && holder.isRecallable() ? ready.firstFor(holder) : null;
            if (next != null && holder.isBelow(next.message().priority())) {
                holders.add(holder);
            }
        }
        return holders;
    }

    private void leave(MailboxConsumer consumer) {
        if (consumer.inCircle) {
            circle.remove(consumer);
            consumer.inCircle = false;
        }
    }

    private void advance() {
        MailboxConsumer first = circle.removeFirst();
        first.inCircle = first.wantsMore();
        if (first.inCircle) {
            circle.addLast(first);
        }
    }
}
