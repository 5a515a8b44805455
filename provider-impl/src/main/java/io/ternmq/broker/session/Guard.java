// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.session;

import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import java.util.Optional;

/**
 * The broker's users and permissions for other doors than messaging, such as management over HTTP. Any thread may call.
 */
public final class Guard {

    private final Admission admission;
    private final LoginWatch watch;
    private final AccessRules rules;

    /** Over what the door for messaging uses. */
    public Guard(Admission admission, LoginWatch watch, AccessRules rules) {
        this.admission = admission;
        this.watch = watch;
        this.rules = rules;
    }

    /**
     * Checks a user and counts the failure; may block, as the authenticator may.
     *
     * @param password wiped when this returns
     * @return who it is; empty when the password is wrong, when there are no users, or when it is too early after
     *     failures
     */
    public Optional<Identity> identify(String user, char[] password, Peer peer) {
        if (!admission.hasUsers() || !watch.mayTry(user, peer)) {
            return Optional.empty();
        }
        Optional<Identity> identity;
        try {
            identity = admission.check(user, password, peer);
        } catch (ProviderException e) {
            return Optional.empty(); // the authenticator is out of order, which has been logged and is nobody's guess
        }
        if (identity.isPresent()) {
            watch.onSuccess(user, peer);
        } else {
            watch.onFailure(user, "password", peer);
        }
        return identity;
    }

    /**
     * Who somebody is who gives no name: on a broker without users, whoever is on the same machine.
     *
     * @return who it is; empty to refuse
     */
    public Optional<Identity> identifyNameless(Peer peer) {
        return !admission.hasUsers() && peer.isLoopback()
                ? Optional.of(Identity.named(Authenticator.ANONYMOUS))
                : Optional.empty();
    }

    /** Whether somebody may do something with the destinations of a name. */
    public boolean may(Identity identity, Action action, String name) {
        return rules.may(identity.roles(), action, name);
    }
}
