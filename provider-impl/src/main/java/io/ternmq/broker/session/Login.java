// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Peer;
import io.ternmq.protocol.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** One attempt of a client behind a network to log in; tells the watch how it went. For one thread at a time. */
final class Login {

    private final LoginWatch watch;
    private final String mechanism;
    private final Peer peer;
    private @Nullable String user;
    private boolean isUnchecked;

    Login(LoginWatch watch, String mechanism, Peer peer) {
        this.watch = watch;
        this.mechanism = mechanism;
        this.peer = peer;
    }

    /** Notes who it wants to be, and tells whether that may be tried now; if not, nothing is looked at. */
    boolean mayTry(String wanted) {
        user = wanted;
        isUnchecked = !watch.mayTry(wanted, peer);
        return !isUnchecked;
    }

    /** The attempt through a mechanism. What an authenticator throws is a refusal. */
    SaslServer over(SaslServer steps) {
        return response -> {
            SaslServer.Step step = next(steps, response);
            if (step instanceof SaslServer.Step.Rejected && !isUnchecked) {
                watch.onFailure(user, mechanism, peer);
            } else if (step instanceof SaslServer.Step.Accepted accepted) {
                watch.onSuccess(user == null ? accepted.identity().name() : user, peer);
            }
            return step;
        };
    }

    private SaslServer.Step next(SaslServer steps, byte[] response) {
        try {
            return steps.next(response);
        } catch (ProviderException e) {
            isUnchecked = true; // the authenticator is out of order, which is no guess of the client's
            return new SaslServer.Step.Rejected();
        }
    }
}
