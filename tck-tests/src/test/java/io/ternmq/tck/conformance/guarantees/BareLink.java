// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ProviderException;
import io.ternmq.link.Connector;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that sends again under the same number what it has no answer for, as one does that reconnects. */
final class BareLink implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private static final LinkEvents DEAF = new LinkEvents() {
        @Override
        public void onEvent(Event event) {
            assertThat(event).as("an event though nobody consumes").isNull();
        }

        @Override
        public void onLost(ProviderException reason) {
            assertThat(reason).isNotNull();
        }
    };

    private final Link link;

    BareLink(Connector connector) throws Exception {
        this.link = connector.open(DEAF);
        assertThat(ask(new Connect(null, null, null)).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(Reply.Connected.class);
    }

    /** A persistent message to the queue of these tests. */
    static FrozenMessage message(String producer, long number) {
        return FrozenMessage.to(Address.queue("place"), new MessageId(producer, number))
                .body(new TextBody(producer + number))
                .build();
    }

    private CompletableFuture<Reply> ask(Request request) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        link.request(request, reply::complete);
        return reply;
    }

    private void done(Request request) throws Exception {
        assertThat(ask(request).get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Reply.Done.INSTANCE);
    }

    void send(FrozenMessage message, long transaction) throws Exception {
        done(new Send(message, transaction));
    }

    void send(FrozenMessage message) throws Exception {
        send(message, 0);
    }

    /** Sends and does not wait for the answer. */
    CompletableFuture<Reply> sendAndHope(FrozenMessage message) {
        return ask(new Send(message, 0));
    }

    void sendAgain(FrozenMessage message, long transaction) throws Exception {
        done(new Send(message, transaction, true));
    }

    void sendAgain(FrozenMessage message) throws Exception {
        sendAgain(message, 0);
    }

    void commit(long transaction) throws Exception {
        done(new Commit(transaction, List.of()));
    }

    void rollback(long transaction) throws Exception {
        done(new Rollback(transaction, List.of()));
    }

    @Override
    public void close() {
        link.close();
    }
}
