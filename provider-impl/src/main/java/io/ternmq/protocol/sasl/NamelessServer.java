// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import io.ternmq.api.spi.Identity;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The broker's side of {@link Mechanisms#ANONYMOUS} and {@link Mechanisms#EXTERNAL}: who the client is does not depend
 * on what it says.
 */
public final class NamelessServer extends OneMessageServer {

    private static final int LONGEST = 1024;

    private final boolean isSilent;
    private final Supplier<Optional<Identity>> identity;

    private NamelessServer(boolean isSilent, Supplier<Optional<Identity>> identity) {
        this.isSilent = isSilent;
        this.identity = identity;
    }

    /** Lets in a client without a name; what it says about itself is passed over. */
    public static SaslServer anonymous(Supplier<Optional<Identity>> identity) {
        return new NamelessServer(false, identity);
    }

    /** Lets in the owner of a certificate; the client cannot ask to be somebody else. */
    public static SaslServer external(Supplier<Optional<Identity>> identity) {
        return new NamelessServer(true, identity);
    }

    @Override
    Optional<Identity> check(byte[] response) {
        return response.length > (isSilent ? 0 : LONGEST) ? Optional.empty() : identity.get();
    }
}
