// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.ternmq.api.spi.Peer;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Where a channel leads to. */
public final class Peers {

    private Peers() {}

    /** Where the other end of a channel is, once it has shaken hands. */
    public static Peer of(Channel channel) {
        String address = addressOf(channel);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? Peer.remote(address) : Peer.encrypted(address, certificateOf(tls));
    }

    private static String addressOf(Channel channel) {
        if (channel.remoteAddress() instanceof InetSocketAddress address && address.getAddress() != null) {
            return address.getAddress().getHostAddress() + ':' + address.getPort();
        }
        return String.valueOf(channel.remoteAddress());
    }

    private static @Nullable String certificateOf(SslHandler tls) {
        try {
            return tls.engine().getSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException e) {
            return null; // it has shown none, which is its right where none is demanded
        }
    }
}
