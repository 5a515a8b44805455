// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.server.ndjson.DraftHeaders;
import io.ternmq.server.ndjson.MessageTextException;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How messages are to be delivered. What the command line says wins over what a message says itself. */
final class DeliveryOptions {

    @Option(names = "--priority", paramLabel = "0-9", description = "How urgent the messages are. Default: 4.")
    private @Nullable Integer priority;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description = "How long the messages live, for example 5s; units are ms, s, m, h, d. Default: for ever.")
    private @Nullable Duration lifetime;

    @Option(names = "--delay", paramLabel = "TIME", description = "Deliver them after this time only.")
    private @Nullable Duration delay;

    @Option(names = "--non-persistent", description = "The broker may lose the messages when it stops.")
    private boolean volatileMessages;

    void check() {
        if (priority != null && (priority < 0 || priority > 9)) {
            throw new UsageException("--priority is 0 to 9, not " + priority);
        }
    }

    /** Sends a message as the command line and the message's own headers say. */
    void send(MessageProducer producer, Message message, DraftHeaders headers) throws JMSException {
        producer.setDeliveryDelay(delayMillis(headers));
        producer.send(message, mode(headers), priority(headers), lifetimeMillis(headers));
    }

    private int mode(DraftHeaders headers) {
        return volatileMessages ? DeliveryMode.NON_PERSISTENT : headers.deliveryMode().orElse(DeliveryMode.PERSISTENT);
    }

    private int priority(DraftHeaders headers) {
        return priority == null ? headers.priority().orElse(Message.DEFAULT_PRIORITY) : priority;
    }

    private long delayMillis(DraftHeaders headers) {
        if (delay != null) {
            return delay.toMillis();
        }
        long now = Instant.now().toEpochMilli();
        return Math.max(0, headers.deliveryTimeMillis().orElse(now) - now);
    }

    private long lifetimeMillis(DraftHeaders headers) {
        if (lifetime != null || headers.expirationMillis().isEmpty()) {
            return lifetime == null ? Message.DEFAULT_TIME_TO_LIVE : lifetime.toMillis();
        }
        long end = headers.expirationMillis().getAsLong();
        long left = end - Instant.now().toEpochMilli();
        if (left <= 0) {
            throw new MessageTextException("header JMSExpiration: the message ended at " + Instant.ofEpochMilli(end)
                    + "; --ttl gives it a new life");
        }
        return left;
    }
}
