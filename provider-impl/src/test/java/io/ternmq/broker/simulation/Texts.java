// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a request says: for people, and about a delivery. */
final class Texts {

    private Texts() {}

    static String of(Request request) {
        if (request instanceof Send send) {
            return of(send.message()) + (send.isResend() ? " again" : "")
                    + (send.transaction() == 0 ? "" : " in transaction " + send.transaction());
        } else if (request instanceof Settle settle) {
            return "Settle " + of(settle.settlements());
        } else if (request instanceof Commit commit) {
            return "Commit " + commit.transaction() + " " + of(commit.settlements());
        } else if (request instanceof Rollback rollback) {
            return "Rollback " + rollback.transaction() + " " + of(rollback.settlements());
        } else if (request instanceof CloseConsumer close) {
            return "CloseConsumer " + close.consumer() + " " + of(close.settlements());
        }
        return ofBranch(request);
    }

    private static String ofBranch(Request request) {
        if (request instanceof JoinBranch join) {
            return "JoinBranch " + of(join.branch()) + " " + join.how() + " as " + join.transaction()
                    + (join.timeoutMillis() == 0 ? "" : " for " + join.timeoutMillis() + " ms");
        } else if (request instanceof LeaveBranch leave) {
            return "LeaveBranch " + of(leave.branch()) + " " + leave.how() + " as " + leave.transaction() + " "
                    + of(leave.settlements());
        } else if (request instanceof PrepareBranch prepare) {
            return "PrepareBranch " + of(prepare.branch());
        } else if (request instanceof CommitBranch commit) {
            return "CommitBranch " + of(commit.branch()) + (commit.isOnePhase() ? " in one phase" : "");
        } else if (request instanceof RollbackBranch rollback) {
            return "RollbackBranch " + of(rollback.branch()) + " " + of(rollback.settlements());
        } else if (request instanceof ForgetBranch forget) {
            return "ForgetBranch " + of(forget.branch());
        }
        return request.toString();
    }

    private static String of(FrozenMessage message) {
        return "Send " + message + " " + message.properties() + " priority " + message.priority()
                + (message.isPersistent() ? "" : " non-persistent")
                + (message.expirationMillis() == 0 ? "" : " expires " + message.expirationMillis())
                + (message.deliveryTimeMillis() == 0 ? "" : " due " + message.deliveryTimeMillis());
    }

    static String of(BranchId branch) {
        return branch.format() + "." + text(branch.global()) + "." + text(branch.qualifier());
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.US_ASCII);
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
        } else if (request instanceof LeaveBranch leave) {
            return leave.settlements();
        } else if (request instanceof RollbackBranch rollback) {
            return rollback.settlements();
        } else if (request instanceof Acknowledge acknowledge) {
            return List.of(Settlement.of(acknowledge.consumer(), Outcome.ACCEPTED, acknowledge.delivery()));
        }
        return List.of();
    }

    /** Whether the delivery is over for good if the answer is yes. */
    static boolean accepts(Request request, SimClient.Visible visible) {
        return !(request instanceof LeaveBranch) && has(request, visible, Outcome.ACCEPTED);
    }

    /** Whether the delivery belongs to a branch if the answer is yes. */
    static boolean claims(Request request, SimClient.Visible visible) {
        return request instanceof LeaveBranch leave
                && leave.how() != LeaveBranch.How.FAIL
                && has(request, visible, Outcome.ACCEPTED);
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
