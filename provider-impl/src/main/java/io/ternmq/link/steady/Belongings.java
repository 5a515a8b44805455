// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.message.Address;
import io.ternmq.protocol.ClaimClientId;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.CreateTemporary;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the connection at the broker and has to be made anew when it has been forgotten there. Under the
 * monitor of the link.
 */
final class Belongings {

    private final Map<Long, OpenConsumer> consumers = new LinkedHashMap<>();
    private final Set<Address> temporaries = new LinkedHashSet<>();
    private @Nullable Connect identity;
    private String name = "";

    /** The name that the connection has at the broker in this life. */
    String name() {
        return name;
    }

    /** The connection begins a new life under another name. */
    void renamed(String newName) {
        name = newName;
    }

    /** A request is made: what it ends has not to be made anew. */
    void asked(Request request) {
        if (request instanceof CloseConsumer close) {
            consumers.remove(close.consumer());
        } else if (request instanceof DeleteTemporary delete) {
            temporaries.remove(delete.address());
        }
    }

    /** A request has been answered. */
    void answered(Request request, Reply reply) {
        if (request instanceof Connect connect && reply instanceof Reply.Connected connected) {
            identity = connect;
            name = connected.connection();
        } else if (request instanceof OpenConsumer open && reply instanceof Reply.Done) {
            consumers.put(open.consumer(), open);
        } else if (reply instanceof Reply.Created created) {
            temporaries.add(created.address());
        } else if (request instanceof ClaimClientId claim && reply instanceof Reply.Done && identity != null) {
            identity = new Connect(claim.clientId(), identity.user(), identity.password());
        }
    }

    /** Whether the messages of a consumer belong to it for a time only. */
    boolean isLeasing(long consumer) {
        OpenConsumer open = consumers.get(consumer);
        return open != null && open.source() instanceof Source.OfLeases;
    }

    /** The broker has ended a consumer. */
    void ended(long consumer) {
        consumers.remove(consumer);
    }

    /** Who the connection is; null before it stood. */
    @Nullable Connect identity() {
        return identity;
    }

    /** What makes the rest anew, in this order. */
    List<Request> again() {
        List<Request> again = new ArrayList<>();
        temporaries.forEach(address -> again.add(new CreateTemporary(address.kind(), address.name())));
        again.addAll(consumers.values());
        return again;
    }
}
