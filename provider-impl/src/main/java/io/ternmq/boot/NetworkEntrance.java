// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.common.TimeSource;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.link.NetworkService;
import io.ternmq.protocol.sasl.SaslServer;
import java.util.List;
import java.util.function.Supplier;

/**
 * What acceptors of a network hold on to: leads to the core that owns the store at the moment of the call. Any thread
 * may call.
 *
 * @param core gives the core, or throws while the broker stands by
 */
record NetworkEntrance(Supplier<Core> core) implements NetworkService {

    @Override
    public List<String> mechanisms(Peer peer) {
        return core.get().network().mechanisms(peer);
    }

    @Override
    public SaslServer authenticate(String mechanism, Peer peer) {
        return core.get().network().authenticate(mechanism, peer);
    }

    @Override
    public LinkPeer accept(LinkEvents client, Peer peer, Identity identity) {
        return core.get().network().accept(client, peer, identity);
    }

    @Override
    public TimeSource time() {
        return core.get().network().time();
    }
}
