// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

/** The client's side of a mechanism in which the client says one thing and the broker proves nothing. */
abstract class OneMessageClient implements SaslClient {

    private final String mechanism;
    private final byte[] message;

    OneMessageClient(String mechanism, byte[] message) {
        this.mechanism = mechanism;
        this.message = message;
    }

    @Override
    public final String mechanism() {
        return mechanism;
    }

    @Override
    public final byte[] begin() {
        return message;
    }

    @Override
    public final byte[] respond(byte[] challenge) {
        throw Mechanisms.refusal("The broker asks for more than mechanism " + mechanism + " has to say");
    }

    @Override
    public final void finish(byte[] outcome) {
        if (outcome.length > 0) {
            throw Mechanisms.refusal("The broker says something at the end of mechanism " + mechanism
                    + ", where there is nothing to say");
        }
    }
}
