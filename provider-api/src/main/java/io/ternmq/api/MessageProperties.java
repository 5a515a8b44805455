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

    /** Media type of the body, set by typed messages; a string. */
    public static final String CONTENT_TYPE = "JMS_TERN_ContentType";

    /** Name of a {@link io.ternmq.api.pattern.MessageKind}, set by typed messages; a string. */
    public static final String KIND = "JMS_TERN_Kind";

    /** Who says what the message says, set by typed messages; a string. */
    public static final String SOURCE = "JMS_TERN_Source";

    /**
     * What an event belongs together with: events of one key are in one partition of a stream and keep their order,
     * and compaction keeps the last one of each key; a string.
     */
    public static final String KEY = "JMS_TERN_Key";

    /** Place of an event in its stream, from 0, set by the broker on each delivery; a long. */
    public static final String OFFSET = "JMS_TERN_Offset";

    /** Partition of an event in its stream, from 0, set by the broker on each delivery; an int. */
    public static final String PARTITION = "JMS_TERN_Partition";

    /** How many events of its key came up to an event, itself included, set by the broker on each delivery; a long. */
    public static final String VERSION = "JMS_TERN_Version";

    /**
     * How many events of its key the sender believes to be in the stream; a long, 0 for none. Another number refuses
     * the message with {@code VERSION_CONFLICT}. Needs {@link #KEY} and a topic with a stream behind it.
     */
    public static final String EXPECTED_VERSION = "JMS_TERN_ExpectedVersion";

    /** What a responder calls the failure that it answers a request with; a string, and only in such replies. */
    public static final String ERROR_CODE = "JMS_TERN_ErrorCode";

    /** What a responder says of the failure that it answers a request with; a string, and only in such replies. */
    public static final String ERROR_MESSAGE = "JMS_TERN_ErrorMessage";

    /** Begins the names of all properties of this provider. */
    public static final String PREFIX = "JMS_TERN_";

    /**
     * Why a dead letter is one: {@code MAX_DELIVERY_ATTEMPTS}, {@code EXPIRED} or {@code PAYLOAD_UNREADABLE}; a string.
     */
    public static final String DEAD_LETTER_REASON = "JMS_TERN_DeadLetterReason";

    /** What the last consumer of a dead letter said, if it said something; a string. */
    public static final String DEAD_LETTER_CAUSE = "JMS_TERN_DeadLetterCause";

    /** How often the handling of a dead letter was tried; an int. */
    public static final String DEAD_LETTER_ATTEMPTS = "JMS_TERN_DeadLetterAttempts";

    /** Where the body of a dead letter does not fit, as a JSON path such as {@code $.items[2].price}; a string. */
    public static final String DEAD_LETTER_PATH = "JMS_TERN_DeadLetterPath";

    /** Stage of a pipeline that has failed over a dead letter, set by typed messages; a string. */
    public static final String DEAD_LETTER_STAGE = "JMS_TERN_DeadLetterStage";

    /** The destination at which a dead letter first failed, {@code queue://name} or {@code topic://name}; a string. */
    public static final String ORIGINAL_DESTINATION = "JMS_TERN_OriginalDestination";

    /** The subscription at which a dead letter first failed, if it was one; a string. */
    public static final String ORIGINAL_SUBSCRIPTION = "JMS_TERN_OriginalSubscription";

    /** Name of the schedule that sent a message, set by the broker; a string. */
    public static final String SCHEDULE = "JMS_TERN_Schedule";

    /** The moment for which a schedule planned a message, in milliseconds since 1970, set by the broker; a long. */
    public static final String SCHEDULED_TIME = "JMS_TERN_ScheduledTime";

    private MessageProperties() {}
}
