// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/** What a {@link Permission} allows to do with a destination. */
public enum Action {
    /** Send or publish messages. */
    SEND,
    /** Take messages from a queue; subscribe to a topic, and end a durable subscription of it. */
    CONSUME,
    /** Look at the messages of a queue. */
    BROWSE,
    /** Bring a queue into being by using it. */
    CREATE,
    /** Administer: everything that the management interfaces do. */
    MANAGE
}
