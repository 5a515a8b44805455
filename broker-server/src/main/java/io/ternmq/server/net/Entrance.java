// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.ternmq.server.config.AcceptorPolicy;
import java.util.concurrent.Executor;

/**
 * What the handlers of one acceptor share.
 *
 * @param policy  the settings
 * @param brokers finds the broker that a client wants
 * @param gate    counts who may come in
 * @param remotes the connections that stand
 * @param logins  does what may block in a login
 */
record Entrance(AcceptorPolicy policy, BrokerFinder brokers, Gate gate, Remotes remotes, Executor logins) {

    /** Tells nothing of what was wrong. */
    static final String WRONG_PASSWORD = "The user name or the password is wrong: check the arguments of the call that"
            + " creates the connection, or user and password of the connection factory.";
}
