// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.pattern.publish.PublisherMetrics;
import io.ternmq.api.pattern.request.RequesterMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of what is injected: it comes whenever a bean is made, so that whoever wants to know is told. Callable
 * from any thread; tells one after the other.
 */
public final class Traffic {

    private final List<Consumer<Watcher>> known = new ArrayList<>();
    private @Nullable Watcher watcher;

    Traffic() {}

    /** Wants to know. Must not ask the container for anything that is injected with a channel. */
    public interface Watcher {

        /**
         * A publisher that beans share.
         *
         * @param channel where it sends
         * @param type    of the bodies
         * @param factory name of the connection factory, empty for the default one
         * @param metrics read at any time, on any thread; opens nothing
         */
        void onPublisher(String channel, String type, String factory, Supplier<PublisherMetrics> metrics);

        /**
         * Whatever asks over one connection factory.
         *
         * @param factory name of the connection factory, empty for the default one
         * @param metrics read at any time, on any thread; opens nothing
         */
        void onRequester(String factory, Supplier<RequesterMetrics> metrics);
    }

    synchronized void add(Consumer<Watcher> message) {
        known.add(message);
        if (watcher != null) {
            message.accept(watcher);
        }
    }

    /**
     * Tells of all that is there, and of all that comes.
     *
     * @param told the only one
     */
    public synchronized void watch(Watcher told) {
        watcher = told;
        known.forEach(message -> message.accept(told));
    }

    /** Nobody is told any more, once this has returned. */
    public synchronized void end() {
        watcher = null;
    }

    /** Forgets all. */
    synchronized void clear() {
        watcher = null;
        known.clear();
    }
}
