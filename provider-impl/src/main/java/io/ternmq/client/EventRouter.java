// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import io.ternmq.api.ProviderException;
import io.ternmq.link.LinkEvents;
import io.ternmq.protocol.Event;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to the consumer they concern. Owner: whoever reports events, one call at a time; consumers come and
 * go from any thread.
 */
final class EventRouter implements LinkEvents {

    private final Map<Long, ConsumerEvents> consumers = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable ProviderException> lost = new AtomicReference<>();
    private final AtomicReference<@Nullable Consumer<ProviderException>> watcher = new AtomicReference<>();
    private Route recent = new Route(0, null);

    @Override
    public void onEvent(Event event) {
        if (event instanceof Event.Deliver delivery) {
            ConsumerEvents consumer = find(delivery.consumer());
            if (consumer != null) {
                consumer.onDeliver(delivery);
            }
        } else if (event instanceof Event.Recall recall) {
            ConsumerEvents consumer = consumers.get(recall.consumer());
            if (consumer != null) {
                consumer.onRecall(recall.isOutranked());
            }
        } else if (event instanceof Event.ConsumerClosed closed) {
            ConsumerEvents consumer = consumers.remove(closed.consumer());
            if (consumer != null) {
                consumer.onEnded(closed.reason().toException());
            }
        }
    }

    @Override
    public void onRestored() {
        consumers.values().forEach(ConsumerEvents::onRestored);
    }

    @Override
    public void onLost(ProviderException reason) {
        if (lost.compareAndSet(null, reason)) {
            consumers.values().forEach(consumer -> consumer.onEnded(reason));
            tellWatcher(reason);
        }
    }

    /** Why the link is gone, or null while it stands. */
    @Nullable ProviderException lost() {
        return lost.get();
    }

    void add(long number, ConsumerEvents consumer) {
        consumers.put(number, consumer);
        ProviderException reason = lost.get();
        if (reason != null) {
            consumer.onEnded(reason);
        }
    }

    void remove(long number) {
        consumers.remove(number);
    }

    /** Names the one that is told once when the link is lost, even if that has happened before. */
    void watch(Consumer<ProviderException> newWatcher) {
        watcher.set(newWatcher);
        ProviderException reason = lost.get();
        if (reason != null) {
            tellWatcher(reason);
        }
    }

    private void tellWatcher(ProviderException reason) {
        Consumer<ProviderException> once = watcher.getAndSet(null);
        if (once != null) {
            once.accept(reason);
        }
    }

    /** Remembers the latest consumer: most connections have few, and a number as a key has to be boxed. */
    private @Nullable ConsumerEvents find(long number) {
        Route route = recent;
        if (route.number != number || route.consumer == null) {
            route = new Route(number, consumers.get(number));
            recent = route;
        }
        return route.consumer;
    }

    private record Route(long number, @Nullable ConsumerEvents consumer) {}
}
