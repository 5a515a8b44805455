// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The states of an endpoint and what leads from one to another; everything else means nothing in that state. Any
 * thread may call.
 *
 * <pre>
 *                CONNECTED   LOST           TRIPPED   PROBE       PROVEN    ENDED
 * RECONNECTING   RUNNING     -              -         -           -         STOPPED
 * RUNNING        -           RECONNECTING   PAUSED    -           -         STOPPED
 * PAUSED         -           RECONNECTING   -         HALF_OPEN   -         STOPPED
 * HALF_OPEN      -           RECONNECTING   PAUSED    -           RUNNING   STOPPED
 * STOPPED        -           -              -         -           -         -
 * </pre>
 */
final class Course {

    /** What happens to an endpoint. */
    enum Signal {
        CONNECTED, LOST, TRIPPED, PROBE, PROVEN, ENDED
    }

    private final BiConsumer<State, State> witness;
    private State state = State.RECONNECTING;

    /**
     * Begins without a connection.
     *
     * @param witness told of each change, from and to, in order; must be short
     */
    Course(BiConsumer<State, State> witness) {
        this.witness = witness;
    }

    synchronized State state() {
        return state;
    }

    boolean is(State expected) {
        return state() == expected;
    }

    /** Moves; false when the signal means nothing now. */
    synchronized boolean move(Signal signal) {
        State before = state;
        State next = next(before, signal);
        if (next == null) {
            return false;
        }
        state = next;
        witness.accept(before, next);
        return true;
    }

    private static @Nullable State next(State from, Signal signal) {
        if (from == State.STOPPED) {
            return null;
        }
        boolean takes = from == State.RUNNING || from == State.HALF_OPEN;
        return switch (signal) {
            case CONNECTED -> from == State.RECONNECTING ? State.RUNNING : null;
            case LOST -> from == State.RECONNECTING ? null : State.RECONNECTING;
            case TRIPPED -> takes ? State.PAUSED : null;
            case PROBE -> from == State.PAUSED ? State.HALF_OPEN : null;
            case PROVEN -> from == State.HALF_OPEN ? State.RUNNING : null;
            case ENDED -> State.STOPPED;
        };
    }
}
