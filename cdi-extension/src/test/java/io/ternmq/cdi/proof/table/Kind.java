// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.table;

import static io.ternmq.cdi.proof.table.Outcome.FATAL;
import static io.ternmq.cdi.proof.table.Outcome.RETRIED;
import static io.ternmq.cdi.proof.table.Outcome.STOPPED;
import static io.ternmq.cdi.proof.table.Outcome.TIMED_OUT;

import io.ternmq.api.pattern.Channel;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A kind of listener: a row of the table. */
enum Kind {
    QUEUE(Beans.OfQueue.class, "queue://work", "DLQ.work", 1, Map.of()),
    TOPIC(Beans.OfTopic.class, "topic://news.local", Beans.DEAD, 1, Map.of(
            STOPPED, "the subscription ends with the container: what was not done is gone")),
    DURABLE(Beans.OfDurable.class, "topic://news.local", Beans.DEAD, 1, Map.of()),
    SHARED(Beans.OfShared.class, "topic://news.local", Beans.DEAD, 1, Map.of()),
    BATCH(Beans.OfBatch.class, "queue://work", Beans.DEAD, 2, Map.of()),
    ORDERED(Beans.OfOrdered.class, "queue://work", Beans.DEAD, 3, Map.of()),
    REPLYING(Beans.OfReply.class, "queue://work", Beans.DEAD, 1, Map.of()),
    STAGE(Beans.OfStage.class, "queue://work", Beans.DEAD, 1, Map.of()),
    HANDLE(Beans.OfHandle.class, "queue://work", Beans.DEAD, 1, Map.of()),
    EVENTS(Beans.OfEvents.class, "topic://news.local", null, 1, Map.of(
            RETRIED, "an observer says nothing about attempts: its first failure is final, see FATAL",
            TIMED_OUT, "an observer says nothing about time",
            STOPPED, "the subscription ends with the container: what was not done is gone")),
    REQUESTS(Beans.OfRequests.class, "queue://work", null, 1, Map.of(
            RETRIED, "the asker decides whether to ask again",
            TIMED_OUT, "the asker's time is over, see FATAL of the asker in the tests of clients")),
    TIME(Beans.OfTime.class, "queue://nowhere", null, 1, Map.of(
            FATAL, "a run that has failed runs at the next moment whatever it failed of, see RETRIED",
            TIMED_OUT, "a run says nothing about time"));

    private final Class<?> bean;
    @SuppressWarnings("ImmutableEnumChecker") // a record of two words
    private final Channel channel;
    private final @Nullable String deadLetters;
    private final int items;
    @SuppressWarnings("ImmutableEnumChecker") // Map.of
    private final Map<Outcome, String> leftOut;

    Kind(Class<?> bean, String channel, @Nullable String deadLetters, int items, Map<Outcome, String> leftOut) {
        this.bean = bean;
        this.channel = Channel.parse(channel);
        this.deadLetters = deadLetters;
        this.items = items;
        this.leftOut = leftOut;
    }

    Class<?> bean() {
        return bean;
    }

    Channel channel() {
        return channel;
    }

    /** Where dead letters lie; null when the test looks for any. */
    @Nullable String deadLetters() {
        return deadLetters;
    }

    /** What is handled when something is put in under a name: all of it, in that order. */
    List<String> ids(String name) {
        return this == TIME
                ? List.of("tick")
                : IntStream.rangeClosed(1, items).mapToObj(i -> name + i).toList();
    }

    /** How often its bean is called for that. */
    int visits() {
        return this == BATCH ? 1 : items;
    }

    /** Why this outcome makes no sense here, or null. */
    @Nullable String whyLeftOut(Outcome outcome) {
        return leftOut.get(outcome);
    }

    boolean isAsked() {
        return this == REPLYING || this == REQUESTS;
    }
}
