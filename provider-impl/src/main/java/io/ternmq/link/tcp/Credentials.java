// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.api.policy.NetworkPolicy;
import io.ternmq.protocol.sasl.Login;
import io.ternmq.protocol.sasl.Mechanisms;
import io.ternmq.protocol.sasl.SaslClient;
import io.ternmq.protocol.wire.Frame;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who the client says it is, kept as long as the link, which has to say it again when it resumes.
 *
 * @param user     user name, or null for none
 * @param password password, or null for none
 */
record Credentials(@Nullable String user, @Nullable String password) {

    /** The way to say it that suits both sides. */
    SaslClient mechanism(TcpConnector connector, Frame.Welcome welcome, Wiring wiring) {
        NetworkPolicy policy = connector.settings().policy();
        boolean isEncrypted = wiring.target().isEncrypted();
        boolean hasCertificate = isEncrypted && policy.tls().keyStore() != null;
        Login login = new Login(
                user, password, isEncrypted, wiring.isLoopback(), hasCertificate, policy.allowPlainPassword());
        return Mechanisms.choose(welcome.mechanisms(), login, new SecureRandom());
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
