// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.List;
import java.util.random.RandomGenerator;

/** The mechanisms by their registered names, and the client's choice among those that a broker offers. */
public final class Mechanisms {

    /** Proves that one knows the password, and shows it to nobody. */
    public static final String SCRAM_SHA_256 = "SCRAM-SHA-256";

    /** Shows the password. */
    public static final String PLAIN = "PLAIN";

    /** Refers to the certificate that has been shown to the link. */
    public static final String EXTERNAL = "EXTERNAL";

    /** Proves nothing. */
    public static final String ANONYMOUS = "ANONYMOUS";

    private Mechanisms() {}

    /**
     * Chooses how a client says who it is. With a user that is SCRAM-SHA-256, or PLAIN where nobody reads along or that
     * is allowed; without one it is EXTERNAL, when there is a certificate, or else ANONYMOUS. A broker of the same
     * machine that offers nothing but ANONYMOUS has no users to check, as one in the same process: then a user is not
     * checked.
     *
     * @param offered what the broker offers to this client
     * @param login   what the client has
     * @param random  makes values that nobody can foretell
     * @return the client's side, to be used once
     * @throws ProviderException with {@code SECURITY} when nothing that is offered will do
     */
    public static SaslClient choose(List<String> offered, Login login, RandomGenerator random) {
        String user = login.user();
        if (user == null) {
            return nameless(offered, login);
        }
        if (offered.equals(List.of(ANONYMOUS)) && login.isLoopback()) {
            return new AnonymousClient();
        }
        String password = login.password();
        if (password == null) {
            throw refusal("User '" + user + "' has no password: give one when the connection is created, or to the"
                    + " connection factory");
        }
        if (offered.contains(SCRAM_SHA_256)) {
            return new ScramClient(user, password, random);
        }
        if (offered.contains(PLAIN)) {
            return plain(user, password, login);
        }
        throw refusal("The broker does not check passwords of this client: it offers " + offered + ", and needed is "
                + SCRAM_SHA_256 + " or " + PLAIN + "; give the broker users, or connect without a user name");
    }

    private static SaslClient plain(String user, String password, Login login) {
        if (login.isEncrypted() || login.isPlainAllowed()) {
            return new PlainClient(user, password);
        }
        throw refusal("The broker wants the password in clear text, and the connection is not encrypted: use ssl://,"
                + " or allow PLAIN without it");
    }

    private static SaslClient nameless(List<String> offered, Login login) {
        if (login.hasCertificate() && offered.contains(EXTERNAL)) {
            return new ExternalClient();
        }
        if (offered.contains(ANONYMOUS)) {
            return new AnonymousClient();
        }
        throw refusal("This broker lets nobody in without a user name: give user and password when the connection is"
                + " created, or to the connection factory" + (offered.contains(EXTERNAL)
                        ? "; or show a certificate" : ""));
    }

    static ProviderException refusal(String message) {
        return new ProviderException(ErrorCode.SECURITY, message);
    }
}
