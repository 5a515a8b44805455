// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link;

/** The broker's side: takes up new connections. */
@FunctionalInterface
public interface LinkService {

    /**
     * Takes up a connection.
     *
     * @param client where events for the client go
     * @return takes the requests of the client
     * @throws io.ternmq.api.ProviderException with {@code CONNECTION_LOST} when the broker has stopped
     */
    LinkPeer accept(LinkEvents client);
}
