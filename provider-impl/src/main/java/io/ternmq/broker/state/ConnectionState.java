// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.Outlet;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.common.LongMap;
import org.jspecify.annotations.Nullable;

/** A client's connection and its consumers by the numbers that the client gave them. Owned by the shard. */
public final class ConnectionState {

    private final long id;
    private final long sinceMillis;
    private final Outlet outlet;
    private final LongMap<MailboxConsumer> consumers = new LongMap<>();
    private @Nullable String clientId;

    ConnectionState(long id, @Nullable String clientId, long sinceMillis, Outlet outlet) {
        this.id = id;
        this.sinceMillis = sinceMillis;
        this.clientId = clientId;
        this.outlet = outlet;
    }

    /** Its number. */
    public long id() {
        return id;
    }

    /** Its client identifier, or null. */
    public @Nullable String clientId() {
        return clientId;
    }

    /** When it was opened, in milliseconds since 1970. */
    public long sinceMillis() {
        return sinceMillis;
    }

    /** Where its events go. */
    public Outlet outlet() {
        return outlet;
    }

    /** Its consumers: the open ones, and closed ones to which messages are still in flight. */
    public LongMap<MailboxConsumer> consumers() {
        return consumers;
    }

    void claim(String newClientId) {
        this.clientId = newClientId;
    }
}
