// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

/** Refers to the certificate of the link, and asks for the identity that goes with it: RFC 4422, appendix A. */
final class ExternalClient extends OneMessageClient {

    ExternalClient() {
        super(Mechanisms.EXTERNAL, new byte[0]);
    }
}
