// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import io.ternmq.boot.BrokerRegistry;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.config.TlsPolicy;
import io.ternmq.server.net.Acceptor;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The doors of this Java virtual machine through which tests come by the network. The path of a URI names the broker,
 * which is started by the first that comes and stops with the last one, as with {@code vm://}.
 */
final class Acceptors {

    /** In clear text. */
    static final Acceptors IN_CLEAR = new Acceptors(() -> null);

    /** Through TLS. */
    static final Acceptors ENCRYPTED = new Acceptors(Certificates::own);

    private final Supplier<@Nullable TlsPolicy> encryption;
    private @Nullable Acceptor acceptor;

    private Acceptors(Supplier<@Nullable TlsPolicy> encryption) {
        this.encryption = encryption;
    }

    /** Where this door is; opened by the first who asks. */
    synchronized String uri(Venue venue) {
        Acceptor open = acceptor;
        if (open == null) {
            open = Acceptor.start(
                    AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0).withTls(encryption.get()),
                    name -> BrokerRegistry.instance()
                            .networkTo(Objects.requireNonNull(name), venue.storeOf(name)));
            acceptor = open;
        }
        return open.uri();
    }
}
