// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import java.io.IOException;
import java.util.List;

/** The services of a standalone broker. */
final class Services {

    /** In the order of opening: what tells about the broker comes before what lets clients in. */
    static final List<ServiceOpener> ALL = List.of(new Web(), new Acceptors());

    private Services() {}

    /** A sentence about a network that refuses. */
    static String sentence(IOException e) {
        return e.getMessage() == null ? "The network refuses: " + e : e.getMessage();
    }
}
