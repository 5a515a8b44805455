// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Peer;
import io.ternmq.common.Log;
import io.ternmq.protocol.Connect;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may connect, on the thread that connects and never inside the shard, since the authenticator of a program
 * may block. Any thread may call.
 */
public final class Admission {

    private static final Log LOG = Log.of(Admission.class);
    private static final String REFUSED = "The user name or the password is wrong: check the arguments of the call that"
            + " creates the connection, or user and password of the connection factory.";
    private static final String NAMELESS = "This broker lets nobody in without a user name: give user and password when"
            + " the connection is created, or to the connection factory.";
    private static final String UNCHECKED =
            "The user could not be checked, because the broker's authenticator failed; the broker's log tells why.";

    private final @Nullable Authenticator authenticator;

    /** Asks an authenticator, or with none lets everybody in. */
    public Admission(@Nullable Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Finds out who connects.
     *
     * @return the identity; of everybody the anonymous one where names are not checked
     * @throws ProviderException with {@code SECURITY} for whoever is not let in; it does not tell what was wrong
     */
    String identify(Connect request, Peer peer) {
        Authenticator asked = authenticator;
        if (asked == null) {
            return Authenticator.ANONYMOUS;
        }
        String user = request.user();
        return ask(asked, user, request.password(), peer).orElseThrow(
                () -> new ProviderException(ErrorCode.SECURITY, user == null ? NAMELESS : REFUSED));
    }

    /** The exit for whatever an authenticator throws. The client learns no more than that, as it may name secrets. */
    private static Optional<String> ask(
            Authenticator asked, @Nullable String user, @Nullable String password, Peer peer) {
        try {
            Optional<String> identity = user == null
                    ? asked.authenticateAnonymous(peer)
                    : password == null ? Optional.empty() : authenticate(asked, user, password.toCharArray(), peer);
            return Objects.requireNonNull(identity, "the authenticator's answer");
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "The authenticator failed; the connection is refused", e);
            throw new ProviderException(ErrorCode.SECURITY, UNCHECKED);
        }
    }

    private static Optional<String> authenticate(Authenticator asked, String user, char[] password, Peer peer) {
        try {
            return asked.authenticate(user, password, peer);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
