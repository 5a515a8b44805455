// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import io.ternmq.message.Address;
import io.ternmq.message.TextBody;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Requests in short words, so that tests read as dialogues. A delivery is {@code consumer/number}. */
final class Transcript {

    private Transcript() {}

    static String of(Request request) {
        if (request instanceof OpenConsumer open) {
            return "open " + open.consumer() + " at " + of(open.source())
                    + (open.selector() == null ? "" : " where " + open.selector());
        }
        if (request instanceof Credit credit) {
            return "credit " + credit.consumer()
                    + (credit.messages() == Credit.REVOKE ? " revoked" : " +" + credit.messages());
        }
        if (request instanceof Acknowledge acknowledge) {
            return "accept " + acknowledge.consumer() + '/' + acknowledge.delivery()
                    + (acknowledge.credit() == 0 ? "" : " +" + acknowledge.credit());
        }
        if (request instanceof Settle settle) {
            return "settle: " + of(settle.settlements());
        }
        if (request instanceof CloseConsumer close) {
            return "close " + close.consumer() + ending(close.settlements());
        }
        return ofOthers(request);
    }

    private static String ofOthers(Request request) {
        if (request instanceof Send send) {
            String text = send.message().body() instanceof TextBody body ? body.text() : "?";
            long due = send.message().deliveryTimeMillis();
            return "send " + text + flag(due != 0, "due " + due)
                    + flag(send.transaction() != 0, "in " + send.transaction());
        }
        if (request instanceof Commit commit) {
            return "commit " + commit.transaction() + ending(commit.settlements());
        }
        if (request instanceof Rollback rollback) {
            return "rollback " + rollback.transaction() + ending(rollback.settlements());
        }
        if (request instanceof JoinBranch join) {
            return "join " + join.how() + ' ' + join.transaction();
        }
        if (request instanceof LeaveBranch leave) {
            return "leave " + leave.how() + ' ' + leave.transaction() + ending(leave.settlements());
        }
        return request.toString();
    }

    private static String of(Source source) {
        if (source instanceof Source.OfSubscription subscription) {
            return subscription.topic() + flag(subscription.name() != null, "as " + subscription.name())
                    + flag(subscription.durable(), "durable") + flag(subscription.shared(), "shared")
                    + flag(subscription.noLocal(), "noLocal");
        }
        Address queue = ((Source.OfQueue) source).queue();
        return queue.toString();
    }

    private static String flag(boolean set, String word) {
        return set ? ' ' + word : "";
    }

    private static String ending(List<Settlement> settlements) {
        return settlements.isEmpty() ? "" : ": " + of(settlements);
    }

    private static String of(List<Settlement> settlements) {
        return settlements.stream().map(Transcript::of).collect(Collectors.joining(", "));
    }

    private static String of(Settlement settlement) {
        return settlement.outcome().name().toLowerCase(Locale.ROOT) + ' ' + settlement.consumer() + '/'
                + Arrays.stream(settlement.deliveries()).mapToObj(Long::toString).collect(Collectors.joining("+"))
                + (settlement.cause() == null ? "" : " because " + settlement.cause());
    }
}
