// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.LinkService;

/**
 * The door of a broker at which connections are lost and answers delayed when {@link LinkFaults} say so. Stands on
 * the broker's side, so that it works for every kind of link. Callable from any thread.
 */
public final class FaultyLink implements LinkService {

    private final LinkService service;
    private final LinkFaults faults;

    /**
     * Stands before a door.
     *
     * @param service the door behind
     * @param faults  say what breaks
     */
    public FaultyLink(LinkService service, LinkFaults faults) {
        this.service = service;
        this.faults = faults;
    }

    @Override
    public LinkPeer accept(LinkEvents client) {
        FaultyConnection connection = new FaultyConnection(client, faults);
        connection.join(service.accept(connection.events()));
        return connection;
    }
}
