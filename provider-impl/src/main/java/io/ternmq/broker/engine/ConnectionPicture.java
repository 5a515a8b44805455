// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the core knows of a connection.
 *
 * @param number      its number
 * @param clientId    client identifier, or null
 * @param sinceMillis when it was opened, in milliseconds since 1970
 * @param consumers   open consumers
 * @param inFlight    messages that it has not acknowledged
 */
public record ConnectionPicture(
        long number, @Nullable String clientId, long sinceMillis, int consumers, int inFlight) {

    /** Every open connection; called inside the shard. */
    public static List<ConnectionPicture> all(BrokerState state) {
        return state.connections().stream().map(ConnectionPicture::of).toList();
    }

    private static ConnectionPicture of(ConnectionState connection) {
        List<MailboxConsumer> consumers = connection.consumers().values();
        return new ConnectionPicture(
                connection.id(),
                connection.clientId(),
                connection.sinceMillis(),
                (int) consumers.stream().filter(consumer -> !consumer.isClosed()).count(),
                consumers.stream().mapToInt(MailboxConsumer::inFlight).sum());
    }
}
