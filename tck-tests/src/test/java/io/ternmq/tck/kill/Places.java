// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.List;

/** The mailboxes of the play. Those of the topic are named after its subscriptions. */
final class Places {

    /** Sent to outside of transactions, consumed by a listener and by a program that acknowledges. */
    static final String PLAIN = "kill.plain";
    /** Sent to in transactions, consumed in transactions that send on to {@link #MOVED}. */
    static final String BATCH = "kill.batch";
    /** Sent to in transactions that consume. */
    static final String MOVED = "kill.moved";
    /** Sent to and consumed in branches of distributed transactions. */
    static final String BRANCH = "kill.branch";
    /** Sent to with all priorities and delays. */
    static final String TIMED = "kill.timed";
    /** Never consumed, only rolled back, until a message is dead. */
    static final String POISON = "kill.poison";
    /** Where those messages end. */
    static final String DEAD = "DLQ.kill.poison";

    /** The topic. */
    static final String NEWS = "kill.news";
    /** A durable subscription with one consumer. */
    static final String PRIVATE = "private";
    /** A shared durable subscription with two consumers. */
    static final String SHARED = "shared";
    /** A durable subscription that nobody reads while there is a load. */
    static final String SLEEPER = "sleeper";

    /** Everything that was ever made. */
    static final List<String> QUEUES = List.of(PLAIN, BATCH, MOVED, BRANCH, TIMED, POISON);

    /** The mailboxes of the topic, as a line names them. */
    static final String ALL_NEWS = PRIVATE + "," + SHARED + "," + SLEEPER;

    private Places() {}
}
