// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import java.util.Arrays;
import java.util.List;

/** What a request says: for people, and about a delivery. */
final class Texts {

    private Texts() {}

    static String of(Request request) {
        if (request instanceof Send send) {
            return of(send.message()) + (send.transaction() == 0 ? "" : " in transaction " + send.transaction());
        } else if (request instanceof Settle settle) {
            return "Settle " + of(settle.settlements());
        } else if (request instanceof Commit commit) {
            return "Commit " + commit.transaction() + " " + of(commit.settlements());
        } else if (request instanceof Rollback rollback) {
            return "Rollback " + rollback.transaction() + " " + of(rollback.settlements());
        } else if (request instanceof CloseConsumer close) {
            return "CloseConsumer " + close.consumer() + " " + of(close.settlements());
        }
        return request.toString();
    }

    private static String of(FrozenMessage message) {
        return "Send " + message + " " + message.properties() + " priority " + message.priority()
                + (message.isPersistent() ? "" : " non-persistent")
                + (message.expirationMillis() == 0 ? "" : " expires " + message.expirationMillis())
                + (message.deliveryTimeMillis() == 0 ? "" : " due " + message.deliveryTimeMillis());
    }

    private static String of(List<Settlement> settlements) {
        return settlements.stream()
                .map(one -> one.consumer() + ":" + one.outcome() + Arrays.toString(one.deliveries()))
                .toList()
                .toString();
    }

    static List<Settlement> settlements(Request request) {
        if (request instanceof Settle settle) {
            return settle.settlements();
        } else if (request instanceof Commit commit) {
            return commit.settlements();
        } else if (request instanceof Rollback rollback) {
            return rollback.settlements();
        } else if (request instanceof CloseConsumer close) {
            return close.settlements();
        } else if (request instanceof Acknowledge acknowledge) {
            return List.of(Settlement.of(acknowledge.consumer(), Outcome.ACCEPTED, acknowledge.delivery()));
        }
        return List.of();
    }

    static boolean accepts(Request request, SimClient.Visible visible) {
        return has(request, visible, Outcome.ACCEPTED);
    }

    static boolean releases(Request request, SimClient.Visible visible) {
        return has(request, visible, Outcome.RELEASED);
    }

    static boolean settles(Request request, SimClient.Visible visible) {
        return Arrays.stream(Outcome.values()).anyMatch(outcome -> has(request, visible, outcome));
    }

    private static boolean has(Request request, SimClient.Visible visible, Outcome outcome) {
        return settlements(request).stream()
                .filter(one -> one.consumer() == visible.handle())
                .filter(one -> Arrays.stream(one.deliveries()).anyMatch(number -> number == visible.delivery()))
                .findFirst()
                .filter(one -> one.outcome() == outcome)
                .isPresent();
    }
}
