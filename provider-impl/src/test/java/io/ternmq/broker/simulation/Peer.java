// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.FrozenMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A connection in the model. */
final class Peer {

    final long connection;
    @Nullable String clientId;

    /** Consumers that are open or still hold something. */
    final Map<Long, Taker> takers = new TreeMap<>();

    final Map<Long, List<FrozenMessage>> transactions = new HashMap<>();

    Peer(long connection, @Nullable String clientId) {
        this.connection = connection;
        this.clientId = clientId;
    }
}
