// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

/** Says that one has no name, RFC 4505. */
final class AnonymousClient extends OneMessageClient {

    AnonymousClient() {
        super(Mechanisms.ANONYMOUS, new byte[0]);
    }
}
