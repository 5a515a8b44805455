// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.AddressKind;

/** The names of temporary destinations, which begin as no other name does. */
public final class TemporaryNames {

    private static final String QUEUES = "temporary-queue.";
    private static final String TOPICS = "temporary-topic.";

    private TemporaryNames() {}

    /** How names of a temporary kind begin. */
    public static String prefix(AddressKind kind) {
        return kind.isQueue() ? QUEUES : TOPICS;
    }

    /** Whether a name belongs to temporary destinations, whatever kind somebody says it has. */
    public static boolean contains(String name) {
        return name.startsWith(QUEUES) || name.startsWith(TOPICS);
    }
}
