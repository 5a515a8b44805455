// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.NetworkPolicy;
import io.ternmq.api.policy.ReconnectPolicy;

/** How the clients of a test come to their broker. */
enum Entrance {
    /** By method calls. */
    IN_VM {
        @Override
        String uri(String broker, Venue venue) {
            return "vm://" + broker;
        }
    },
    /** Through a socket. */
    TCP {
        @Override
        String uri(String broker, Venue venue) {
            return Acceptors.IN_CLEAR.uri(venue) + '/' + broker;
        }

        /** Authenticators that are a program's own code have to be shown the password. */
        @Override
        ClientPolicy prepare(ClientPolicy policy) {
            return policy.withNetwork(withoutReconnect(policy).withAllowPlainPassword(true));
        }
    },
    /** Through TLS. */
    SSL {
        @Override
        String uri(String broker, Venue venue) {
            return Acceptors.ENCRYPTED.uri(venue) + '/' + broker;
        }

        @Override
        ClientPolicy prepare(ClientPolicy policy) {
            return policy.withNetwork(withoutReconnect(policy).withTls(Certificates.trusted()));
        }
    };

    /** Where clients find a broker. */
    abstract String uri(String broker, Venue venue);

    /** Adds to a client's settings what it needs to come in here. */
    ClientPolicy prepare(ClientPolicy policy) {
        return policy;
    }

    /** What the specification says of a connection that is lost can be seen only where it is not mended. */
    private static NetworkPolicy withoutReconnect(ClientPolicy policy) {
        return policy.network().withReconnect(ReconnectPolicy.NEVER);
    }
}
