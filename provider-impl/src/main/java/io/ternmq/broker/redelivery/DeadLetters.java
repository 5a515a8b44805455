// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.redelivery;

import io.ternmq.api.MessageProperties;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.PropertyMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of dead-letter queues, and what is written on a message that goes there. */
public final class DeadLetters {

    /** Begins the name of every dead-letter queue that is not named by a setting. */
    public static final String PREFIX = "DLQ.";

    /** Property: why the message is here, {@code MAX_DELIVERY_ATTEMPTS} or {@code EXPIRED}. */
    public static final String REASON = MessageProperties.DEAD_LETTER_REASON;

    /** Property: what the last consumer said, if it said something. */
    public static final String CAUSE = MessageProperties.DEAD_LETTER_CAUSE;

    /** Property: how often the message was delivered. */
    public static final String ATTEMPTS = MessageProperties.DEAD_LETTER_ATTEMPTS;

    /** Property: where the body does not fit, written by typed consumers only. */
    private static final String PATH = MessageProperties.DEAD_LETTER_PATH;

    /** Property: the destination at which the message first failed. */
    public static final String ORIGIN = MessageProperties.ORIGINAL_DESTINATION;

    /** Property: the subscription at which the message first failed, if it was one. */
    public static final String ORIGIN_SUBSCRIPTION = MessageProperties.ORIGINAL_SUBSCRIPTION;

    /** Property: client identifier of that subscription, if it belongs to one. */
    public static final String ORIGIN_CLIENT = "JMS_TERN_OriginalClientID";

    private static final List<String> ALL =
            List.of(REASON, CAUSE, ATTEMPTS, PATH, ORIGIN, ORIGIN_SUBSCRIPTION, ORIGIN_CLIENT);

    private static final int LONGEST_CAUSE = 1_024;

    /** Where and why a message failed. */
    public record Failure(
            String reason,
            @Nullable String cause,
            int attempts,
            Address origin,
            @Nullable String subscription,
            @Nullable String clientId) {}

    private DeadLetters() {}

    /**
     * The queue for messages that failed at a queue, or at a subscription.
     *
     * @param setting      name given by the settings, or null
     * @param origin       the queue, or the topic to which the message was sent
     * @param subscription name of the subscription, or null
     */
    public static Address queueFor(@Nullable String setting, Address origin, @Nullable String subscription) {
        if (setting != null) {
            return Address.queue(setting);
        }
        String name = origin.isTemporary() ? "temporary" : origin.name();
        return Address.queue(PREFIX + (subscription == null ? name : name + '.' + subscription));
    }

    /** Whether a queue holds dead letters, which never become dead letters a second time. */
    public static boolean isDeadLetterQueue(Address queue, @Nullable String setting) {
        return queue.isQueue() && (queue.name().startsWith(PREFIX) || queue.name().equals(setting));
    }

    /** The message as it goes to another queue; the first origin stays on it. */
    public static FrozenMessage label(FrozenMessage message, Address queue, Failure failure) {
        Map<String, Object> reasons = new LinkedHashMap<>();
        reasons.put(REASON, failure.reason());
        if (failure.cause() != null) {
            reasons.put(CAUSE, shorten(failure.cause()));
        }
        reasons.put(ATTEMPTS, failure.attempts());
        if (!message.properties().contains(ORIGIN)) {
            reasons.put(ORIGIN, failure.origin().toString());
            if (failure.subscription() != null) {
                reasons.put(ORIGIN_SUBSCRIPTION, failure.subscription());
                if (failure.clientId() != null) {
                    reasons.put(ORIGIN_CLIENT, failure.clientId());
                }
            }
        }
        return message.redirectedTo(queue, reasons);
    }

    /** The message as it goes back to where it failed, with nothing on it that speaks of that. */
    public static FrozenMessage unlabel(FrozenMessage message, Address origin) {
        Map<String, Object> rest = message.properties().toMutableMap();
        rest.keySet().removeAll(ALL);
        return message.redirectedTo(origin, Map.of()).toBuilder().properties(PropertyMap.wrap(rest)).build();
    }

    /** As much of a cause as a dead letter says. */
    public static String shorten(String cause) {
        return cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + '…';
    }
}
