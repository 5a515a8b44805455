// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import io.ternmq.api.spi.ScramCredential;
import io.ternmq.common.Log;
import io.ternmq.protocol.Connect;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    Identity identify(Connect request, Peer peer) {
        String user = request.user();
        String password = request.password();
        if (authenticator == null) {
            return Identity.named(Authenticator.ANONYMOUS);
        }
        Optional<Identity> identity = user == null
                ? anonymous(peer)
                : password == null ? Optional.empty() : check(user, password.toCharArray(), peer);
        return identity.orElseThrow(
                () -> new ProviderException(ErrorCode.SECURITY, user == null ? NAMELESS : REFUSED));
    }

    /** Whether there are users to check. */
    boolean hasUsers() {
        return authenticator != null;
    }

    /** What the authenticator can check. */
    Set<String> mechanisms() {
        return authenticator == null ? Set.of() : ask(Authenticator::mechanisms);
    }

    /** Asks for a user with a password, which is wiped. */
    Optional<Identity> check(String user, char[] password, Peer peer) {
        try {
            return ask(asked -> asked.identify(user, password, peer));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    Optional<Identity> anonymous(Peer peer) {
        return ask(asked -> asked.authenticateAnonymous(peer).map(name -> new Identity(name, asked.roles(name))));
    }

    Optional<Identity> owner(Peer peer) {
        return ask(asked -> asked.identifyByCertificate(peer));
    }

    Optional<ScramCredential> credential(String user) {
        return ask(asked -> asked.credential(user));
    }

    Identity proved(String user) {
        return new Identity(user, ask(asked -> asked.roles(user)));
    }

    /** The exit for whatever an authenticator throws. The client learns no more than that, as it may name secrets. */
    private <T> T ask(Function<Authenticator, T> question) {
        Authenticator asked = Objects.requireNonNull(authenticator, "an authenticator");
        try {
            return Objects.requireNonNull(question.apply(asked), "the authenticator's answer");
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.ERROR, "The authenticator failed; the connection is refused", e);
            throw new ProviderException(ErrorCode.SECURITY, UNCHECKED);
        }
    }
}
