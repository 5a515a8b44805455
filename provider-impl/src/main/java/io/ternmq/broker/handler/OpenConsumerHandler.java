// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.ConsumerOpened;
import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.state.Destination;
import io.ternmq.message.Address;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Source;
import io.ternmq.selector.Selector;
import io.ternmq.selector.SelectorSyntaxException;
import org.jspecify.annotations.Nullable;

/** A consumer is opened on a queue or on a subscription, chapter 8. */
final class OpenConsumerHandler implements Handler<OpenConsumer> {

    private final BrokerState state;
    private final Routing routing;
    private final Subscribing subscribing;
    private final Reading reading;

    OpenConsumerHandler(BrokerState state, Routing routing) {
        this.state = state;
        this.routing = routing;
        this.subscribing = new Subscribing(state);
        this.reading = new Reading(state, routing.appending());
    }

    @Override
    public void decide(OpenConsumer request, Asking asking, Decision out) {
        Selector selector = parse(request.selector());
        if (request.source() instanceof Source.OfStream stream) {
            reading.open(request, stream, selector, asking, out);
            return;
        }
        long leaseMillis = 0;
        long mailbox;
        if (request.source() instanceof Source.OfQueue queue) {
            mailbox = openQueue(queue.queue(), asking.connection(), out);
        } else if (request.source() instanceof Source.OfLeases leases) {
            Leasing.requireLength(leases.leaseMillis());
            leaseMillis = leases.leaseMillis();
            mailbox = openQueue(leases.queue(), asking.connection(), out);
        } else {
            Source.OfSubscription subscription = (Source.OfSubscription) request.source();
            requireOwnership(state, subscription.topic(), asking.connection());
            mailbox = subscribing.subscribe(subscription, request.selector(), asking.connection(), out);
            selector = null;
        }
        out.record(new ConsumerOpened(
                state.numbers().nextConsumer(),
                asking.connection().id(),
                request.consumer(),
                mailbox,
                selector,
                leaseMillis));
        out.done();
    }

    private long openQueue(Address queue, ConnectionState connection, Decision out) {
        requireOwnership(state, queue, connection);
        long mailbox = routing.mailboxOf(queue);
        return mailbox != 0 ? mailbox : routing.createOnUse(queue, connection, out);
    }

    /** Only the connection that made a temporary destination may consume from it by whatever name, section 6.2.2. */
    static void requireOwnership(BrokerState state, Address address, ConnectionState connection) {
        Destination known = state.destination(address);
        if (known == null && address.isTemporary()) {
            throw Routing.unknown(address);
        }
        if (known != null && known.owner() != 0 && known.owner() != connection.id()) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION,
                    address + " belongs to another connection; only that one may consume from it");
        }
    }

    static @Nullable Selector parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Selector.parse(text);
        } catch (SelectorSyntaxException e) {
            throw new ProviderException(ErrorCode.INVALID_SELECTOR, String.valueOf(e.getMessage()), e);
        }
    }
}
