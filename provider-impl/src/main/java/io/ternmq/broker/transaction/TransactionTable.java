// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.transaction;

import io.ternmq.message.FrozenMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open transactions that have sent something. Owned by the shard; changed only by applying facts. */
public final class TransactionTable {

    private final Map<TransactionKey, List<FrozenMessage>> staged = new HashMap<>();

    /** The messages of a transaction in the order of sending; empty when it has sent none. */
    public List<FrozenMessage> staged(TransactionKey key) {
        return staged.getOrDefault(key, List.of());
    }

    /** The transactions of a connection. */
    public List<TransactionKey> of(long connection) {
        return staged.keySet().stream().filter(key -> key.connection() == connection).toList();
    }

    /** Applies: a message waits for the commit. */
    public void stage(TransactionKey key, FrozenMessage message) {
        staged.computeIfAbsent(key, absent -> new ArrayList<>()).add(message);
    }

    /** Applies: the transaction is over. Returns what it had staged. */
    public List<FrozenMessage> end(TransactionKey key) {
        List<FrozenMessage> messages = staged.remove(key);
        return messages == null ? List.of() : messages;
    }
}
