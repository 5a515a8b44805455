// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link;

import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.common.TimeSource;
import io.ternmq.protocol.sasl.SaslServer;
import java.util.List;

/**
 * The broker's side as an acceptor of a network sees it: whoever comes is asked who it is before it is let in. Any
 * thread may call.
 */
public interface NetworkService {

    /**
     * The mechanisms that this client may use to say who it is, the preferred one first; none when it may not come in.
     */
    List<String> mechanisms(Peer peer);

    /**
     * Begins to ask a client who it is.
     *
     * @throws io.ternmq.api.ProviderException with {@code SECURITY} when the mechanism is none of {@link #mechanisms}
     */
    SaslServer authenticate(String mechanism, Peer peer);

    /**
     * Takes up a connection of a client whose identity has been checked.
     *
     * @param client where events for the client go
     * @return takes the requests of the client; its {@link io.ternmq.protocol.Connect} is not checked again
     * @throws io.ternmq.api.ProviderException with {@code CONNECTION_LOST} when the broker has stopped or stands by
     */
    LinkPeer accept(LinkEvents client, Peer peer, Identity identity);

    /** The broker's clock. */
    TimeSource time();
}
