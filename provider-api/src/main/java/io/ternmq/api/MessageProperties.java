// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api;

/** Names of message properties that have a meaning for TernMQ and that a program may set. */
public final class MessageProperties {

    /**
     * A name that the program gives to what a message says, a string of 1 to 1,024 characters that is not blank. When
     * a second message with the same name comes to the same destination within {@link
     * io.ternmq.api.policy.BrokerPolicy#duplicateWindowMillis()}, its {@code send} succeeds and the message is
     * dropped: what is sent again after a failure whose outcome is not known arrives once. Within a transaction the
     * name is taken by the commit. Of persistent messages names are remembered across a restart of the broker.
     */
    public static final String DEDUP_ID = "JMS_TERN_DedupId";

    private MessageProperties() {}
}
