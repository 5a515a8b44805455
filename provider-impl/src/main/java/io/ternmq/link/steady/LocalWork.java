// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.protocol.Send;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The messages of transactions that have not ended, so that they can be handed over again. A transaction that holds too
 * much is given up when the broker forgets it. Under the monitor of the link.
 */
final class LocalWork {

    private static final int MOST_MESSAGES = 10_000;

    private final Map<Long, List<Send>> open = new HashMap<>();
    private final Set<Long> lost = new HashSet<>();

    /** A message is handed over in a transaction. */
    void sent(Send send) {
        List<Send> sends = open.computeIfAbsent(send.transaction(), number -> new ArrayList<>());
        if (sends.size() <= MOST_MESSAGES) {
            sends.add(send);
        }
    }

    /** Whether the broker has forgotten work of a transaction, which so can only be rolled back. */
    boolean isLost(long transaction) {
        return lost.contains(transaction);
    }

    /** The transaction is over. */
    void ended(long transaction) {
        open.remove(transaction);
        lost.remove(transaction);
    }

    /** The messages of a transaction. */
    List<Send> sends(long transaction) {
        return open.getOrDefault(transaction, List.of());
    }

    /**
     * The broker has forgotten all transactions.
     *
     * @return the messages that are to be handed over again; others are lost with their transaction: parts of branches,
     *         whose manager decides what becomes of them, and transactions that hold too much
     */
    List<Send> again() {
        List<Send> again = new ArrayList<>();
        open.forEach((transaction, sends) -> {
            if (transaction < 0 || sends.size() > MOST_MESSAGES) {
                lost.add(transaction);
            } else {
                again.addAll(sends);
            }
        });
        open.keySet().removeAll(lost);
        return again;
    }
}
