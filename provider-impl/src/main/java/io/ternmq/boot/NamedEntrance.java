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
import org.jspecify.annotations.Nullable;

/**
 * Leads clients of a network to whatever broker runs under a name at that moment. Any thread may call.
 *
 * @param registry knows the brokers
 * @param name     name of the broker
 * @param store    the text form of the store of a broker that is started, or null for the default
 */
record NamedEntrance(BrokerRegistry registry, String name, @Nullable String store) implements NetworkService {

    @Override
    public List<String> mechanisms(Peer peer) {
        return network().mechanisms(peer);
    }

    @Override
    public SaslServer authenticate(String mechanism, Peer peer) {
        return network().authenticate(mechanism, peer);
    }

    @Override
    public LinkPeer accept(LinkEvents client, Peer peer, Identity identity) {
        return registry.accept(name, store, network -> network.accept(client, peer, identity));
    }

    @Override
    public TimeSource time() {
        return network().time();
    }

    private NetworkService network() {
        return registry.runningFor(name, store).network();
    }
}
