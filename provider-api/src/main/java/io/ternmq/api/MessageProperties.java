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

    /**
     * Takes the body of a bytes message out of a stream: {@code message.setObjectProperty(INPUT_STREAM, stream)}. The
     * send reads the stream to its end and closes it; what is too long for memory goes to the broker in parts. It is no
     * property and is not transmitted. A stream serves one send.
     */
    public static final String INPUT_STREAM = "JMS_TERN_InputStream";

    /**
     * Writes the whole body of a received bytes message to a stream, however long it is: {@code
     * message.setObjectProperty(OUTPUT_STREAM, stream)}. The stream is not closed. It is no property, so that
     * read-only properties do not stand in its way.
     */
    public static final String OUTPUT_STREAM = "JMS_TERN_OutputStream";

    private MessageProperties() {}
}
