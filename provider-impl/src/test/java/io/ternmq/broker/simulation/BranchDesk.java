// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static io.ternmq.broker.simulation.Model.DONE;
import static io.ternmq.broker.simulation.Model.refused;

import io.ternmq.api.ErrorCode;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Vote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Desk} that is about branches of distributed transactions. */
final class BranchDesk {

    private static final String FAILED = "the transaction failed";

    private final Model model;
    private final BranchBook book;
    private final Desk desk;

    BranchDesk(Model model, Desk desk) {
        this.model = model;
        this.book = model.branches;
        this.desk = desk;
    }

    static String voted(Vote vote) {
        return "VOTED " + vote;
    }

    /** Names of branches, in no order. */
    static String inDoubt(Collection<BranchId> branches) {
        return "IN DOUBT " + branches.stream().map(Texts::of).sorted().toList();
    }

    private static String verdict(ModelBranch branch) {
        return voted(branch.timedOut ? Vote.TIMED_OUT : Vote.ROLLED_BACK);
    }

    String join(Peer peer, JoinBranch request) {
        ModelBranch known = book.all.get(request.branch());
        ModelBranch.Seat seat = new ModelBranch.Seat(peer.connection, request.transaction());
        if (request.how() == JoinBranch.How.NEW) {
            return known == null ? begin(request, seat) : refused(ErrorCode.DUPLICATE_BRANCH);
        } else if (known == null) {
            return refused(ErrorCode.UNKNOWN_BRANCH);
        } else if (known.state == ModelBranch.State.DOOMED) {
            return verdict(known);
        }
        boolean resumes = request.how() == JoinBranch.How.RESUME;
        if (known.state == ModelBranch.State.PREPARED
                || (resumes && known.part(seat) != ModelBranch.Part.SUSPENDED)) {
            return refused(ErrorCode.BRANCH_STATE);
        }
        known.parts.put(seat, ModelBranch.Part.ACTIVE);
        return voted(Vote.DONE);
    }

    private String begin(JoinBranch request, ModelBranch.Seat seat) {
        long due = request.timeoutMillis() == 0 ? 0 : model.now + request.timeoutMillis();
        ModelBranch branch = new ModelBranch(request.branch(), due);
        branch.parts.put(seat, ModelBranch.Part.ACTIVE);
        book.all.put(branch.id, branch);
        return voted(Vote.DONE);
    }

    String leave(Peer peer, LeaveBranch request) {
        ModelBranch branch = book.all.get(request.branch());
        if (branch == null) {
            return refused(ErrorCode.UNKNOWN_BRANCH);
        }
        ModelBranch.Seat seat = new ModelBranch.Seat(peer.connection, request.transaction());
        ModelBranch.Part part = branch.part(seat);
        boolean suspends = request.how() == LeaveBranch.How.SUSPEND;
        if (part == ModelBranch.Part.ENDED || (suspends && part == ModelBranch.Part.SUSPENDED)) {
            return refused(ErrorCode.BRANCH_STATE);
        }
        branch.parts.put(seat, suspends ? ModelBranch.Part.SUSPENDED : ModelBranch.Part.ENDED);
        request.settlements().stream()
                .map(Settlement::cause)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(said -> branch.cause = said);
        if (branch.state == ModelBranch.State.DOOMED) {
            desk.settle(peer, failed(request.settlements()));
            book.endWhenAllKnow(branch);
            return branch.told ? voted(Vote.DONE) : verdict(branch);
        } else if (request.how() == LeaveBranch.How.FAIL) {
            desk.settle(peer, failed(request.settlements()));
            book.doom(branch, branch.causeOr(FAILED), false);
        } else {
            desk.claim(peer, request.settlements(), branch);
        }
        return voted(Vote.DONE);
    }

    private static List<Settlement> failed(List<Settlement> settlements) {
        List<Settlement> failed = new ArrayList<>();
        for (Settlement one : settlements) {
            failed.add(one.outcome() == Outcome.ACCEPTED
                    ? new Settlement(
                            one.consumer(),
                            Outcome.FAILED,
                            one.deliveries(),
                            Objects.requireNonNullElse(one.cause(), FAILED))
                    : one);
        }
        return failed;
    }

    String prepare(BranchId id) {
        return finish(id, branch -> {
            if (branch.state == ModelBranch.State.PREPARED) {
                return refused(ErrorCode.BRANCH_STATE);
            } else if (book.sendsOf(branch).isEmpty() && branch.claims.isEmpty()) {
                book.end(branch);
                return voted(Vote.READ_ONLY);
            }
            book.prepare(branch);
            return voted(Vote.DONE);
        });
    }

    String commit(CommitBranch request) {
        return finish(request.branch(), branch -> {
            if ((branch.state == ModelBranch.State.PREPARED) == request.isOnePhase()) {
                return refused(ErrorCode.BRANCH_STATE);
            }
            book.carryOut(branch);
            return voted(Vote.DONE);
        });
    }

    String rollback(Peer peer, RollbackBranch request) {
        ModelBranch branch = book.all.get(request.branch());
        if (branch != null) {
            book.rollBack(branch);
        }
        desk.settle(peer, request.settlements());
        return branch == null ? refused(ErrorCode.UNKNOWN_BRANCH) : DONE;
    }

    String forget(BranchId id) {
        return refused(book.all.containsKey(id) ? ErrorCode.BRANCH_STATE : ErrorCode.UNKNOWN_BRANCH);
    }

    String recover() {
        return inDoubt(book.all.values().stream()
                .filter(branch -> branch.state == ModelBranch.State.PREPARED)
                .map(branch -> branch.id)
                .toList());
    }

    /** Nobody may work in the branch, and one that was doomed is over as soon as its manager knows. */
    private String finish(BranchId id, Function<ModelBranch, String> step) {
        ModelBranch branch = book.all.get(id);
        String refusal = refusal(branch);
        if (branch == null || refusal != null) {
            return String.valueOf(refusal);
        } else if (branch.state == ModelBranch.State.DOOMED) {
            book.end(branch);
            return verdict(branch);
        }
        return step.apply(branch);
    }

    private static @Nullable String refusal(
            @Nullable ModelBranch branch) {
        if (branch == null) {
            return refused(ErrorCode.UNKNOWN_BRANCH);
        }
        return branch.isActive() ? refused(ErrorCode.BRANCH_STATE) : null;
    }
}
