// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import io.ternmq.boot.BrokerRegistry;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.config.TlsPolicy;
import io.ternmq.server.net.Acceptor;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The doors of this Java virtual machine through which tests come by the network. The path of a URI names the broker,
 * which is started by the first that comes and stops with the last one, as with {@code vm://}.
 */
enum Acceptors {
    /** In clear text. */
    IN_CLEAR {
        @Override
        @Nullable TlsPolicy encryption() {
            return null;
        }
    },
    /** Through TLS. */
    ENCRYPTED {
        @Override
        TlsPolicy encryption() {
            return Certificates.own();
        }
    };

    private final AtomicReference<@Nullable Acceptor> acceptor = new AtomicReference<>();

    abstract @Nullable TlsPolicy encryption();

    /** Where this door is; opened by the first who asks. */
    synchronized String uri(Venue venue) {
        Acceptor open = acceptor.get();
        if (open == null) {
            open = Acceptor.start(
                    AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0).withTls(encryption()),
                    name -> BrokerRegistry.instance()
                            .networkTo(Objects.requireNonNull(name), venue.storeOf(name)));
            acceptor.set(open);
        }
        return open.uri();
    }
}
