// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker a messaging command talks to, and as whom. */
final class BrokerOptions {

    static final String VARIABLE = "TERN_BROKER";
    static final String DEFAULT = "tcp://127.0.0.1:61616";

    @Option(
            names = {"-b", "--broker"},
            paramLabel = "URI",
            description = "Where the broker is, with settings of the connection as in ?key=value. Default:"
                    + " TERN_BROKER, else "
                    + DEFAULT + '.')
    private @Nullable String broker;

    @Mixin
    private final CredentialOptions credentials = new CredentialOptions();

    private @Nullable TernConnectionFactory factory;

    /** Opens a connection, which is stopped. */
    Connection connect(Shell shell, @Nullable String clientId) throws JMSException, IOException {
        TernConnectionFactory opener = factory == null ? factory(shell) : factory;
        factory = opener;
        if (clientId != null) {
            opener.setClientId(clientId);
        }
        return opener.createConnection(
                credentials.user(shell).orElse(null), credentials.password(shell).orElse(null));
    }

    private TernConnectionFactory factory(Shell shell) {
        String uri = broker == null ? shell.variable(VARIABLE).orElse(DEFAULT) : broker;
        if (broker != null && broker.matches(".*[?&]password=.*")) {
            shell.remark("tern: a password in --broker can be seen by every user of this machine; use --password-file"
                    + " or " + CredentialOptions.PASSWORD_VARIABLE + '.');
        }
        try {
            return new TernConnectionFactory(uri);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
