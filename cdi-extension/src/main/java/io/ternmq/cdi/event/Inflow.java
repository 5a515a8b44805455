// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.part.RequestSpan;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one topic, read as one type, as events. Called by the thread of its subscription. A message is settled
 * when
 * synchronous observers have returned and asynchronous ones have ended; the first that throws makes it a dead letter.
 */
final class Inflow implements AutoCloseable {

    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final BeanManager beans;
    private final List<Watcher> watchers;
    private final String name;
    private final Subscription subscription;
    private volatile boolean closed;

    private <T> Inflow(
            List<Watcher> watchers, Class<T> type, Topics topics, Messaging messaging, BeanManager beans) {
        Watcher first = watchers.get(0);
        this.beans = beans;
        this.watchers = watchers;
        this.name = first.declaration(topics).name();
        Event<T> typed = beans.getEvent().select(type, FromTopic.Literal.of(first.topic()));
        this.subscription = messaging
                .subscriber(topics.channel(first.topic()), PayloadType.of(type))
                .handle(message -> handle(typed, message.body()));
    }

    /** Subscribes. */
    static Inflow open(List<Watcher> watchers, Topics topics, Messaging messaging, BeanManager beans) {
        return new Inflow(watchers, (Class<?>) watchers.get(0).type(), topics, messaging, beans);
    }

    /** Some containers know themselves by the class loader of the thread. */
    private <T> void handle(Event<T> typed, T body) throws Exception {
        Thread thread = Thread.currentThread();
        @Nullable ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            tell(typed, body);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private <T> void tell(Event<T> typed, T body) throws Exception {
        if (watchers.stream().anyMatch(watcher -> !watcher.isAsync())) {
            try (RequestSpan span = RequestSpan.begin(beans)) {
                span.run(() -> typed.fire(body));
            }
        }
        if (watchers.stream().anyMatch(Watcher::isAsync)) {
            tellAsync(typed, body);
        }
    }

    private static <T> void tellAsync(Event<T> typed, T body) throws Exception {
        try {
            typed.fireAsync(body).toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** As it is now. */
    ListenerView view() {
        ListenerView.State state = closed
                ? ListenerView.State.STOPPED
                : subscription.isPaused() ? ListenerView.State.PAUSED : ListenerView.State.RUNNING;
        return new ListenerView(name, subscription.channel(), state, subscription.metrics(), null);
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
