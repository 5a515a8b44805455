// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.Bytes;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RollbackBranch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random work in branches. Most requests make sense, since they are chosen with an eye on the model; some are made on
 * purpose in a state in which they are refused.
 */
final class BranchLoad {

    private static final int FORMAT = 7;
    private static final int MOST_BRANCHES = 6;
    private static final int REMEMBERED = 10;

    private final SplittableRandom random;
    private final Simulation simulation;
    private final Load load;
    private final List<BranchId> known = new ArrayList<>();
    private int named;

    BranchLoad(SplittableRandom random, Simulation simulation, Load load) {
        this.random = random;
        this.simulation = simulation;
        this.load = load;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private List<ModelBranch> branches() {
        return List.copyOf(simulation.model().branches.all.values());
    }

    /** A number under which a client may send now, sometimes a wrong one; 0 when it works in no branch. */
    long number(SimClient client) {
        if (client.lastPart != 0 && chance(3)) {
            return usedBefore(client);
        }
        List<ModelBranch.Seat> active = seats(client, ModelBranch.Part.ACTIVE);
        ModelBranch.Seat chosen = active.isEmpty() ? null : any(active);
        boolean open = chosen != null && simulation.model().branches.isOpen(chosen.connection(), chosen.number());
        return chosen == null || (!open && chance(80)) ? 0 : chosen.number();
    }

    boolean isAnythingPrepared() {
        return branches().stream().anyMatch(branch -> branch.state == ModelBranch.State.PREPARED);
    }

    /** Whether a client could leave a branch now. */
    boolean worksIn(SimClient client) {
        return !seats(client, ModelBranch.Part.ACTIVE).isEmpty();
    }

    private static long fresh(SimClient client) {
        client.lastPart++;
        return -client.lastPart;
    }

    private long usedBefore(SimClient client) {
        return -1 - random.nextLong(Math.max(1, client.lastPart));
    }

    private List<ModelBranch.Seat> seats(SimClient client, ModelBranch.Part part) {
        return branches().stream()
                .flatMap(branch -> branch.seats(client.connection, part).stream())
                .toList();
    }

    private BranchId branchOf(ModelBranch.Seat seat, ModelBranch.Part part) {
        return branches().stream()
                .filter(branch -> branch.parts.get(seat) == part)
                .map(branch -> branch.id)
                .findFirst()
                .orElseThrow();
    }

    Request request(SimClient client) {
        int choice = random.nextInt(100);
        if (choice < 10) {
            return wrong(client);
        } else if (choice < 30) {
            return begin(client);
        } else if (choice < 42) {
            return join(client);
        } else if (choice < 68) {
            return leave(client);
        } else if (choice < 76) {
            return resume(client);
        }
        return choice < 79 ? new RecoverBranches() : finish(client);
    }

    // ---- work

    private Request begin(SimClient client) {
        if (branches().size() >= MOST_BRANCHES) {
            return finish(client);
        }
        long timeout = chance(70) ? 0 : 1 + random.nextInt(chance(30) ? 60 : 600);
        return new JoinBranch(name(), JoinBranch.How.NEW, fresh(client), timeout);
    }

    /** Mostly a new one; names share their parts. */
    private BranchId name() {
        if (!known.isEmpty() && chance(12)) {
            return any(known);
        }
        int number = ++named;
        BranchId id = new BranchId(FORMAT, bytes("g" + number / 2), bytes("q" + number % 2));
        known.add(id);
        if (known.size() > REMEMBERED) {
            known.remove(0);
        }
        return id;
    }

    private static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    }

    private Request join(SimClient client) {
        List<ModelBranch> all = branches();
        return all.isEmpty()
                ? begin(client)
                : new JoinBranch(any(all).id, JoinBranch.How.JOIN, fresh(client), random.nextInt(2) * 50L);
    }

    Request leave(SimClient client) {
        List<ModelBranch.Seat> active = seats(client, ModelBranch.Part.ACTIVE);
        if (active.isEmpty()) {
            return chance(50) ? begin(client) : join(client);
        }
        ModelBranch.Seat seat = any(active);
        return leave(client, branchOf(seat, ModelBranch.Part.ACTIVE), seat.number());
    }

    private Request leave(SimClient client, BranchId branch, long number) {
        int choice = random.nextInt(100);
        LeaveBranch.How how = choice < 68
                ? LeaveBranch.How.SUCCESS
                : choice < 78 ? LeaveBranch.How.FAIL : LeaveBranch.How.SUSPEND;
        boolean givesBack = how == LeaveBranch.How.FAIL && chance(30);
        Outcome outcome = givesBack ? Outcome.RELEASED : Outcome.ACCEPTED;
        return new LeaveBranch(branch, number, how, load.settlements(client, outcome));
    }

    private Request resume(SimClient client) {
        List<ModelBranch.Seat> suspended = seats(client, ModelBranch.Part.SUSPENDED);
        if (suspended.isEmpty()) {
            return leave(client);
        }
        ModelBranch.Seat seat = any(suspended);
        BranchId branch = branchOf(seat, ModelBranch.Part.SUSPENDED);
        return chance(70)
                ? new JoinBranch(branch, JoinBranch.How.RESUME, seat.number(), 0)
                : leave(client, branch, seat.number());
    }

    // ---- completion

    private Request finish(SimClient client) {
        List<ModelBranch> idle = branches().stream().filter(branch -> !branch.isActive()).toList();
        if (idle.isEmpty()) {
            return seats(client, ModelBranch.Part.ACTIVE).isEmpty() ? new RecoverBranches() : leave(client);
        }
        ModelBranch branch = any(idle);
        int choice = random.nextInt(100);
        boolean prepared = branch.state == ModelBranch.State.PREPARED;
        if (prepared && choice < 40) {
            return new RecoverBranches();
        } else if (prepared ? choice < 57 : choice < 17) {
            return rollback(client, branch.id);
        } else if (prepared) {
            return new CommitBranch(branch.id, false);
        }
        return choice < 90 ? new PrepareBranch(branch.id) : new CommitBranch(branch.id, true);
    }

    private Request rollback(SimClient client, BranchId branch) {
        Outcome outcome = chance(60) ? Outcome.RELEASED : Outcome.FAILED;
        return new RollbackBranch(branch, chance(40) ? load.settlements(client, outcome) : List.of());
    }

    /** Anything about any branch, one that is over or was never begun included. */
    private Request wrong(SimClient client) {
        BranchId branch = known.isEmpty() || chance(8) ? new BranchId(1, bytes("no"), bytes("no")) : any(known);
        return switch (random.nextInt(10)) {
            case 0 -> new JoinBranch(branch, JoinBranch.How.NEW, fresh(client), 0);
            case 1 -> new JoinBranch(branch, JoinBranch.How.JOIN, fresh(client), 0);
            case 2 -> new JoinBranch(branch, JoinBranch.How.RESUME, usedBefore(client), 0);
            case 3, 4 -> leave(client, branch, usedBefore(client));
            case 5 -> new PrepareBranch(branch);
            case 6 -> new CommitBranch(branch, false);
            case 7 -> new CommitBranch(branch, true);
            case 8 -> new ForgetBranch(branch);
            default -> rollback(client, branch);
        };
    }
}
