// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import io.ternmq.api.spi.Identity;
import java.util.Optional;

/** The broker's side of a mechanism in which the client says one thing. A second thing is refused. */
abstract class OneMessageServer implements SaslServer {

    private boolean used;

    @Override
    public final Step next(byte[] response) {
        if (used) {
            return new Step.Rejected();
        }
        used = true;
        Optional<Identity> identity = check(response);
        return identity.isPresent() ? new Step.Accepted(identity.get(), new byte[0]) : new Step.Rejected();
    }

    /** Who the client is; empty to refuse, also when what it says is malformed. */
    abstract Optional<Identity> check(byte[] response);
}
