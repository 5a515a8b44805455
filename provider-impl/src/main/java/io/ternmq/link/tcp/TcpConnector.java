// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.NetworkPolicy;
import io.ternmq.link.Connector;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.wire.Frame;
import java.io.IOException;
import java.util.StringJoiner;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens links over TCP or TLS to the first of several addresses that answers. Any thread may call. */
public final class TcpConnector implements Connector {

    private final TcpSettings settings;
    private final @Nullable SSLSocketFactory tls;

    /**
     * Opens nothing yet.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when a key store cannot be read
     */
    public TcpConnector(TcpSettings settings) {
        this.settings = settings;
        boolean isEncrypted = settings.targets().stream().anyMatch(Target::isEncrypted);
        this.tls = isEncrypted ? TlsSockets.of(settings.policy().tls()) : null;
    }

    /** {@inheritDoc} Each address is tried once. */
    @Override
    public Link open(LinkEvents events) {
        return open(events, Bytes.EMPTY);
    }

    @Override
    public Link open(LinkEvents events, Link former) {
        return open(events, former instanceof TcpLink link ? link.key() : Bytes.EMPTY);
    }

    private Link open(LinkEvents events, Bytes former) {
        StringJoiner failures = new StringJoiner("; ");
        ProviderException refusal = null;
        for (Target target : settings.targets()) {
            try {
                return greet(wire(target), events, former);
            } catch (IOException e) {
                failures.add(target + ": " + reason(e));
            } catch (ProviderException e) {
                refusal = e;
                failures.add(target + ": " + e.getMessage());
            }
        }
        throw refusal != null && settings.targets().size() == 1
                ? refusal
                : new ProviderException(ErrorCode.CONNECTION_LOST, "No broker answers. " + failures
                        + ". Is it running, and does it listen there?");
    }

    private TcpLink greet(Wiring wiring, LinkEvents events, Bytes former) throws IOException {
        try {
            Frame.Welcome welcome = hello(wiring);
            return new TcpLink(this, wiring, welcome, former, events);
        } catch (IOException | RuntimeException e) {
            wiring.close();
            throw e;
        }
    }

    Frame.Welcome hello(Wiring wiring) throws IOException {
        return new Dialogue(wiring).greet(settings.policy().heartbeatMillis(), settings.broker());
    }

    /** A socket to one address. */
    Wiring wire(Target target) throws IOException {
        NetworkPolicy policy = settings.policy();
        int timeoutMillis = (int) Math.min(policy.connectTimeoutMillis(), Integer.MAX_VALUE);
        return Wiring.open(
                target, target.isEncrypted() ? tls : null, policy.tls().verifyHost(), timeoutMillis);
    }

    TcpSettings settings() {
        return settings;
    }

    /** What an exception of a socket says, for people. */
    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
