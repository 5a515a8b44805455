// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Confirmation;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.PublisherMetrics;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A publisher that many beans share: it is opened by its first use, and closing it is the container's business.
 *
 * @param real does the work
 * @param <T>  type of the bodies
 */
record SharedPublisher<T>(Late<Publisher<T>> real) implements Publisher<T> {

    private static final PublisherMetrics NOTHING = new PublisherMetrics(0, 0, 0, 0, 0, 0);

    @Override
    public Outgoing.Builder message() {
        return real.get().message();
    }

    @Override
    public Outgoing.Builder message(Channel channel) {
        return real.get().message(channel);
    }

    @Override
    public Confirmation publish(Outgoing<? extends T> message) {
        return real.get().publish(message);
    }

    @Override
    public CompletionStage<Confirmation> publishAsync(Outgoing<? extends T> message) {
        return real.get().publishAsync(message);
    }

    @Override
    public void fire(Outgoing<? extends T> message) {
        real.get().fire(message);
    }

    @Override
    public Optional<CompletionStage<Confirmation>> tryPublish(Outgoing<? extends T> message) {
        return real.get().tryPublish(message);
    }

    @Override
    public PublisherMetrics metrics() {
        return real.ifOpened().map(Publisher::metrics).orElse(NOTHING);
    }

    @Override
    public void close() {
        // others use it too; it ends with the container
    }
}
