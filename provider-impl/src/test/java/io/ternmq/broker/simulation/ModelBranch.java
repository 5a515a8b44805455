// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.BranchId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A branch of a distributed transaction in the model. */
final class ModelBranch {

    enum State { OPEN, DOOMED, PREPARED }

    enum Part { ACTIVE, SUSPENDED, ENDED }

    /** Somebody who takes part: a session of a connection, by the number under which it sends. */
    record Seat(long connection, long number) {}

    /** A message that was consumed within it. */
    record Claim(Place place, Held held) {}

    /** A message that will be sent, and by whom. */
    record Outbound(FrozenMessage message, Peer sender) {}

    final BranchId id;
    /** When it is rolled back; 0 for never. */
    final long due;

    final Map<Seat, Part> parts = new LinkedHashMap<>();
    final List<Claim> claims = new ArrayList<>();
    /** Only of a prepared branch. */
    final List<Outbound> sends = new ArrayList<>();
    /** What was sent by those whose connection has ended since. */
    final Map<Seat, List<FrozenMessage>> inherited = new LinkedHashMap<>();

    State state = State.OPEN;
    boolean timedOut;
    /** The manager has rolled it back while somebody worked in it. */
    boolean told;
    /** What those who left it have said last of what went wrong. */
    @Nullable String cause;

    ModelBranch(BranchId id, long due) {
        this.id = id;
        this.due = due;
    }

    String causeOr(String otherwise) {
        return cause == null ? otherwise : cause;
    }

    boolean isActive() {
        return parts.containsValue(Part.ACTIVE);
    }

    Part part(Seat seat) {
        return parts.getOrDefault(seat, Part.ENDED);
    }

    /** Those of a connection who stand to it in a way. */
    List<Seat> seats(long connection, Part part) {
        return parts.entrySet().stream()
                .filter(each -> each.getKey().connection() == connection && each.getValue() == part)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** When something happens to it by itself, or never. */
    long nextMoment() {
        return state == State.OPEN && due != 0 ? due : Long.MAX_VALUE;
    }
}
