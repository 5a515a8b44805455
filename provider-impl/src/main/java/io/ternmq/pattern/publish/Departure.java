// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.publish;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Confirmation;
import io.ternmq.api.pattern.publish.Confirmation.Safety;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Refusals;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A message on its way: told by the provider how it went, on any thread and maybe twice by one that is careless. */
final class Departure implements CompletionListener {

    private final Outgoing<?> message;
    private final Supplier<TimeSource> time;
    private final PublisherCounters counters;
    private final Departures departures;
    private final CompletableFuture<Confirmation> confirmed = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long size;
    private volatile boolean refused;

    Departure(
            Outgoing<?> message, Supplier<TimeSource> time, PublisherCounters counters, Departures departures) {
        this.message = message;
        this.time = time;
        this.counters = counters;
        this.departures = departures;
    }

    /** Before it is sent. */
    void sizeIs(long length) {
        size = length;
    }

    /** It is not sent. */
    void refuse() {
        refused = true;
        if (over.compareAndSet(false, true)) {
            departures.leave();
            counters.refused();
        }
    }

    boolean isRefused() {
        return refused;
    }

    CompletableFuture<Confirmation> confirmed() {
        return confirmed;
    }

    @Override
    public void onCompletion(Message form) {
        if (over.compareAndSet(false, true)) {
            counters.sent(size, time.get().millis());
            departures.leave();
            try {
                confirmed.complete(confirmation(form, message));
            } catch (JMSException e) {
                confirmed.completeExceptionally(Refusals.of("Reading the confirmation of " + message, e));
            }
        }
    }

    @Override
    public void onException(Message form, Exception refusal) {
        fail(Refusals.of("Sending " + message, refusal));
    }

    void fail(RuntimeException refusal) {
        if (over.compareAndSet(false, true)) {
            counters.failed();
            departures.leave();
            confirmed.completeExceptionally(refusal);
        }
    }

    /** What is known of a message that the provider has taken. */
    static Confirmation confirmation(Message form, Outgoing<?> message) throws JMSException {
        long offset =
                form.propertyExists(MessageProperties.OFFSET) ? form.getLongProperty(MessageProperties.OFFSET) : -1;
        return new Confirmation(
                form.getJMSMessageID(), message.isPersistent() ? Safety.STORED : Safety.BUFFERED, offset);
    }

    /** How large a body is, before it is sent. */
    static long sizeOf(Message form, Outgoing<?> message) throws JMSException {
        if (form instanceof TextMessage text) {
            String content = text.getText();
            return content == null ? 0 : content.length();
        }
        return message.body() instanceof byte[] bytes ? bytes.length : 0;
    }
}
