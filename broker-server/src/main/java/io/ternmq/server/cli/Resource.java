// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import java.util.List;

/** What there is to manage: its word, its place in the interface, what a table of it shows, an example of a name. */
enum Resource {
    /** A queue. */
    QUEUE("queue", "queues", "orders", "name", "depth", "ready", "inFlight", "scheduled", "consumers",
            "oldestAgeMillis", "paused"),
    /** A topic. */
    TOPIC("topic", "topics", "prices.eu", "name", "temporary", "subscriptions"),
    /** A subscription. */
    SUBSCRIPTION("subscription", "subscriptions", "prices.eu/desk.board", "label", "number", "depth", "ready",
            "inFlight", "consumers", "oldestAgeMillis", "durable", "paused"),
    /** A connection. */
    CONNECTION("connection", "connections", "17", "number", "clientId", "user", "address", "consumers", "inFlight"),
    /** A branch of a distributed transaction. */
    BRANCH("branch", "branches", "131077:0a1b:2c", "name", "state", "preparedMillis", "sends", "consumed"),
    /** A queue of dead letters. */
    DEAD_LETTERS("dlq", "dlq", "DLQ.orders", "name", "depth", "oldestAgeMillis", "reasons");

    private final String word;
    private final String collection;
    private final String example;
    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> columns;

    Resource(String word, String collection, String example, String... columns) {
        this.word = word;
        this.collection = collection;
        this.example = example;
        this.columns = List.of(columns);
    }

    /** The command. */
    String word() {
        return word;
    }

    /** The place of all of them in the interface. */
    String collection() {
        return collection;
    }

    /** The member of an answer that has all of them. */
    String member() {
        return this == DEAD_LETTERS ? QUEUE.collection : collection;
    }

    /** A name for examples. */
    String example() {
        return example;
    }

    /** Members that a table shows. */
    List<String> columns() {
        return columns;
    }
}
