// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages that have failed for good where a TernMQ broker puts its own dead letters, with the same words on
 * them, over any provider. In the transaction of the caller's session, on its thread.
 */
public final class DeadLetterBox {

    private static final String PREFIX = "DLQ.";
    private static final int LONGEST_CAUSE = 1_024;
    private static final Set<String> GROUP = Set.of("JMSXGroupID", "JMSXGroupSeq");

    /** Set by the broker at each delivery, or binding for the first send only. */
    private static final Set<String> LEFT_BEHIND = Set.of(
            MessageProperties.OFFSET,
            MessageProperties.PARTITION,
            MessageProperties.VERSION,
            MessageProperties.EXPECTED_VERSION);

    private final Channel source;
    private final @Nullable String subscription;
    private final @Nullable String chosen;

    /** Dead letters of a channel, or of a subscription to it. */
    public DeadLetterBox(Channel source, @Nullable String subscription) {
        this(source, subscription, null);
    }

    /**
     * The same, in a queue of the program's choice.
     *
     * @param chosen name of the queue, or null for the usual one
     */
    public DeadLetterBox(Channel source, @Nullable String subscription, @Nullable String chosen) {
        this.source = source;
        this.subscription = subscription;
        this.chosen = chosen;
    }

    /** Name of the queue where a message would go. */
    public String queueOf(Message message) throws JMSException {
        return queueFor(origin(message));
    }

    /**
     * Why a message has failed.
     *
     * @param path  where its body does not fit, or null
     * @param stage the stage of a pipeline that has failed, or null
     */
    public record Why(
            String reason, int attempts, @Nullable String cause, @Nullable String path, @Nullable String stage) {

        /** The program's own code has failed. */
        public static Why failed(int attempts, @Nullable Throwable failure) {
            return new Why("MAX_DELIVERY_ATTEMPTS", attempts, failure == null ? null : failure.toString(), null, null);
        }

        /** The body is not what was expected. */
        public static Why misfit(PayloadException fault) {
            return new Why("PAYLOAD_UNREADABLE", 1, fault.getMessage(), fault.path(), null);
        }

        /** The same in a stage of a pipeline. */
        public Why in(String name) {
            return new Why(reason, attempts, cause, path, name);
        }
    }

    /** Sends a message here; its properties are writable from now on, and its headers those of the copy. */
    public void take(Message message, Session session, Why why) throws JMSException {
        Channel origin = origin(message);
        Map<String, Object> properties = propertiesOf(message);
        label(properties, origin, why);
        message.clearProperties();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        try (MessageProducer producer = session.createProducer(session.createQueue(queueFor(origin)))) {
            producer.send(
                    message, message.getJMSDeliveryMode(), message.getJMSPriority(), Message.DEFAULT_TIME_TO_LIVE);
        }
    }

    /** Of a subscription to a pattern the topic itself; options are no part of a name. */
    private Channel origin(Message message) throws JMSException {
        if (message.getJMSDestination() instanceof Topic topic && !source.isQueue()) {
            return Channel.topic(topic.getTopicName());
        }
        int options = source.name().indexOf('?');
        return options < 0 ? source : new Channel(source.kind(), source.name().substring(0, options));
    }

    private String queueFor(Channel origin) {
        if (chosen != null) {
            return chosen;
        }
        if (origin.isQueue() && origin.name().startsWith(PREFIX)) {
            return origin.name();
        }
        return PREFIX + (subscription == null ? origin.name() : origin.name() + '.' + subscription);
    }

    private void label(Map<String, Object> properties, Channel origin, Why why) {
        properties.put(MessageProperties.DEAD_LETTER_REASON, why.reason());
        properties.put(MessageProperties.DEAD_LETTER_ATTEMPTS, why.attempts());
        putIfKnown(properties, MessageProperties.DEAD_LETTER_CAUSE, shorten(why.cause()));
        putIfKnown(properties, MessageProperties.DEAD_LETTER_PATH, why.path());
        putIfKnown(properties, MessageProperties.DEAD_LETTER_STAGE, why.stage());
        if (properties.putIfAbsent(MessageProperties.ORIGINAL_DESTINATION, origin.toString()) == null) {
            putIfKnown(properties, MessageProperties.ORIGINAL_SUBSCRIPTION, subscription);
        }
    }

    private static void putIfKnown(Map<String, Object> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    private static @Nullable String shorten(@Nullable String cause) {
        return cause == null || cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + '…';
    }

    private static Map<String, Object> propertiesOf(Message message) throws JMSException {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Object name : Collections.list((java.util.Enumeration<?>) message.getPropertyNames())) {
            Object value = message.getObjectProperty(name.toString());
            if (value != null && isOfPrograms(name.toString())) {
                properties.put(name.toString(), value);
            }
        }
        return properties;
    }

    /** Names that a provider reserves for itself cannot be set. */
    private static boolean isOfPrograms(String name) {
        return (!name.startsWith("JMS") || GROUP.contains(name) || name.startsWith(MessageProperties.PREFIX))
                && !LEFT_BEHIND.contains(name);
    }
}
