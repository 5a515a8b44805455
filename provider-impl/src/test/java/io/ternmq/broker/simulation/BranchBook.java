// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.BranchId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All branches of the model, and what becomes of their work. */
final class BranchBook {

    /** Stands for a connection of a process that has ended. */
    private static final long NOBODY = -1;

    final Map<BranchId, ModelBranch> all = new LinkedHashMap<>();
    private final Model model;

    BranchBook(Model model) {
        this.model = model;
    }

    /** Whether what is sent under a number belongs to a branch that may still be committed. */
    boolean isOpen(long connection, long number) {
        ModelBranch.Seat seat = new ModelBranch.Seat(connection, number);
        return all.values().stream()
                .anyMatch(branch -> branch.state == ModelBranch.State.OPEN
                        && branch.part(seat) == ModelBranch.Part.ACTIVE);
    }

    List<ModelBranch.Outbound> sendsOf(ModelBranch branch) {
        if (branch.state == ModelBranch.State.PREPARED) {
            return branch.sends;
        }
        List<ModelBranch.Outbound> sends = new ArrayList<>();
        for (ModelBranch.Seat seat : branch.parts.keySet()) {
            Peer sender = model.peers.get(seat.connection());
            if (sender != null) {
                Peer atThisMoment = new Peer(sender.connection, sender.clientId);
                for (FrozenMessage message : sender.transactions.getOrDefault(seat.number(), List.of())) {
                    sends.add(new ModelBranch.Outbound(message, atThisMoment));
                }
            }
            for (FrozenMessage message : branch.inherited.getOrDefault(seat, List.of())) {
                sends.add(new ModelBranch.Outbound(message, new Peer(seat.connection(), null)));
            }
        }
        return sends;
    }

    void prepare(ModelBranch branch) {
        branch.sends.addAll(sendsOf(branch));
        forgetStaged(branch);
        branch.parts.clear();
        branch.state = ModelBranch.State.PREPARED;
    }

    void carryOut(ModelBranch branch) {
        List<ModelBranch.Outbound> sends = sendsOf(branch);
        for (ModelBranch.Claim claim : branch.claims) {
            if (isThere(claim)) {
                claim.place().remove(claim.held(), Place.Exit.ACKNOWLEDGED);
            }
        }
        for (ModelBranch.Outbound send : sends) {
            boolean admitted = model.known.admits(send.message(), model.now);
            if (admitted && !model.isGone(send.message().destination())) {
                model.route(send.message(), model.targets(send.sender(), send.message()), false);
            }
        }
        end(branch);
    }

    void undo(ModelBranch branch, String cause) {
        giveBack(branch, cause);
        end(branch);
    }

    void doom(ModelBranch branch, String cause, boolean timedOut) {
        giveBack(branch, cause);
        forgetStaged(branch);
        branch.state = ModelBranch.State.DOOMED;
        branch.timedOut = timedOut;
    }

    /** The manager says so; those who work in it keep it until they have left. */
    void rollBack(ModelBranch branch) {
        String cause = branch.causeOr("the transaction was rolled back");
        if (branch.isActive()) {
            doom(branch, cause, branch.timedOut);
            branch.told = true;
        } else {
            undo(branch, cause);
        }
    }

    void endWhenAllKnow(ModelBranch branch) {
        if (branch.told && !branch.isActive()) {
            end(branch);
        }
    }

    void end(ModelBranch branch) {
        forgetStaged(branch);
        all.remove(branch.id);
    }

    /** A connection ends: what it works in is undone, and kept as long as others of it are there. */
    void leave(long connection) {
        for (ModelBranch branch : List.copyOf(all.values())) {
            if (branch.parts.keySet().stream().noneMatch(seat -> seat.connection() == connection)) {
                continue;
            }
            boolean othersAreThere = branch.parts.keySet().stream()
                    .anyMatch(seat -> seat.connection() != connection && model.peers.containsKey(seat.connection()));
            boolean finished = branch.parts.entrySet().stream()
                    .filter(part -> part.getKey().connection() == connection)
                    .allMatch(part -> part.getValue() == ModelBranch.Part.ENDED);
            if (!othersAreThere) {
                undo(branch, "the connection ended");
            } else if (finished && branch.state == ModelBranch.State.OPEN) {
                inherit(branch, connection);
                continue;
            } else if (branch.state == ModelBranch.State.OPEN) {
                doom(branch, "the connection ended", false);
            }
            branch.parts.replaceAll(
                    (seat, part) -> seat.connection() == connection ? ModelBranch.Part.ENDED : part);
            endWhenAllKnow(branch);
        }
    }

    private void inherit(ModelBranch branch, long connection) {
        Peer leaving = model.peers.get(connection);
        for (ModelBranch.Seat seat : branch.seats(connection, ModelBranch.Part.ENDED)) {
            List<FrozenMessage> sent = leaving == null ? null : leaving.transactions.remove(seat.number());
            if (sent != null) {
                branch.inherited.put(seat, sent);
            }
        }
    }

    /** Time has passed: what took too long is undone. */
    void tick() {
        for (ModelBranch branch : all.values()) {
            if (branch.nextMoment() <= model.now) {
                doom(branch, "the transaction took too long", true);
            }
        }
    }

    boolean isThere(ModelBranch.Claim claim) {
        Place place = claim.place();
        return place.equals(model.places.get(place.label)) && place.held.contains(claim.held());
    }

    private void giveBack(ModelBranch branch, String cause) {
        branch.claims.stream()
                .filter(this::isThere)
                .sorted(Comparator.comparingLong(claim -> claim.held().entry))
                .forEach(claim -> model.fail(claim.place(), claim.held(), cause));
        branch.claims.clear();
    }

    private void forgetStaged(ModelBranch branch) {
        branch.inherited.clear();
        for (ModelBranch.Seat seat : branch.parts.keySet()) {
            Peer sender = model.peers.get(seat.connection());
            if (sender != null) {
                sender.transactions.remove(seat.number());
            }
        }
    }

    /** Copies what survives a crash at this moment. */
    void surviveTo(Model other) {
        for (ModelBranch branch : all.values()) {
            if (branch.state == ModelBranch.State.PREPARED) {
                other.branches.all.put(branch.id, survivor(branch, other));
            }
        }
    }

    private ModelBranch survivor(ModelBranch branch, Model other) {
        ModelBranch copy = new ModelBranch(branch.id, 0);
        copy.state = ModelBranch.State.PREPARED;
        for (ModelBranch.Outbound send : branch.sends) {
            if (send.message().isPersistent() && !send.message().destination().isTemporary()) {
                Peer sender = new Peer(NOBODY, send.sender().clientId);
                copy.sends.add(new ModelBranch.Outbound(send.message(), sender));
            }
        }
        for (ModelBranch.Claim claim : branch.claims) {
            Place place = isThere(claim) ? other.places.get(claim.place().label) : null;
            if (place != null) {
                place.held.stream().filter(held -> held.entry == claim.held().entry).forEach(held -> {
                    held.stage = Held.Stage.CLAIMED;
                    copy.claims.add(new ModelBranch.Claim(place, held));
                });
            }
        }
        return copy;
    }

    /** Whether a message waits for the commit of a branch, and its sender cannot send it again. */
    boolean holds(MessageId id) {
        return all.values().stream()
                .anyMatch(branch -> branch.sends.stream().anyMatch(send -> send.message().id().equals(id))
                        || branch.inherited.values().stream()
                                .flatMap(List::stream)
                                .anyMatch(message -> message.id().equals(id)));
    }

    long memoryBytes() {
        long inherited = all.values().stream()
                .flatMap(branch -> branch.inherited.values().stream())
                .flatMap(List::stream)
                .mapToLong(FrozenMessage::sizeBytes)
                .sum();
        long prepared = all.values().stream()
                .flatMap(branch -> branch.sends.stream())
                .mapToLong(send -> send.message().sizeBytes())
                .sum();
        return inherited + prepared;
    }

    long nextMoment() {
        return all.values().stream().mapToLong(ModelBranch::nextMoment).min().orElse(Long.MAX_VALUE);
    }
}
