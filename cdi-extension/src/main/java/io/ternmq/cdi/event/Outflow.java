// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.ToTopic;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventMetadata;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way out, through one publisher that is opened with the first of them. Callable from any thread.
 * After the
 * end of a transaction nobody hears what is thrown, so that it is logged as well.
 */
final class Outflow implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Outflow.class.getName());

    private final Topics topics;
    private @Nullable Messages messages;
    private @Nullable Publisher<Object> publisher;

    Outflow(Topics topics) {
        this.topics = topics;
    }

    /** Where to open the publisher, known before the first thread of the program fires. */
    synchronized void over(Messages known) {
        messages = known;
    }

    /** A synchronous event, at one moment of a transaction. */
    void onFired(Object event, EventMetadata metadata, TransactionPhase phase, BeanManager beans) {
        for (ToTopic to : qualifiers(metadata)) {
            if (to.during() != phase) {
                continue;
            }
            if (phase == TransactionPhase.IN_PROGRESS) {
                publish(event, to.value(), beans);
            } else {
                publishLate(event, to.value(), beans);
            }
        }
    }

    /** An asynchronous event, on a thread without a transaction. */
    void onFiredAsync(Object event, EventMetadata metadata, BeanManager beans) {
        qualifiers(metadata).forEach(to -> publish(event, to.value(), beans));
    }

    private static Iterable<ToTopic> qualifiers(EventMetadata metadata) {
        return metadata.getQualifiers().stream()
                .filter(ToTopic.class::isInstance)
                .map(ToTopic.class::cast)
                .toList();
    }

    private void publishLate(Object event, String topic, BeanManager beans) {
        try {
            publish(event, topic, beans);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, () -> "An event " + event.getClass().getName() + " for topic " + topic
                    + " was not published after its transaction: " + e.getMessage(), e);
            throw e;
        }
    }

    private void publish(Object event, String topic, BeanManager beans) {
        Publisher<Object> open = publisher(beans);
        open.publish(open.message(topics.channel(topic)).body(event));
    }

    private synchronized Publisher<Object> publisher(BeanManager beans) {
        Publisher<Object> open = publisher;
        if (open == null) {
            Messages known = messages;
            Messages source = known == null
                    ? beans.createInstance().select(Messages.class).get()
                    : known;
            open = source.messaging().publisher(Object.class).open();
            publisher = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }
}
