// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.message.FrozenMessage;
import org.jspecify.annotations.Nullable;

/** One message in one place of the model. */
final class Held {

    enum Stage { WAITING, READY, IN_FLIGHT, CLAIMED }

    private static final long ENTRY_BYTES = 96;
    private static final int SEQUENCE_BITS = 40;

    final FrozenMessage message;
    final int targets;

    /** The core's number of the message; 0 until the core has been looked at. */
    long entry;

    /** Place in the order; 0 until it is ready for the first time. */
    long sequence;

    int attempts;
    Stage stage;
    long due;
    @Nullable Taker holder;

    /** What it costs of the broker's memory. */
    long charge;

    /** Whether it has never been delivered, delayed or moved, so that it must keep its producer's order. */
    boolean straight;

    /** Whether it came in during this step after waiting for room. */
    boolean admitted;

    Held(FrozenMessage message, int targets, long due) {
        this.message = message;
        this.targets = targets;
        this.due = due;
        this.stage = due == 0 ? Stage.READY : Stage.WAITING;
        this.straight = due == 0;
        this.charge = ENTRY_BYTES + message.sizeBytes() / targets;
    }

    /** As it comes back after a crash. */
    Held survivor() {
        Held copy = new Held(message, targets, stage == Stage.WAITING ? due : 0);
        copy.entry = entry;
        copy.sequence = sequence;
        copy.attempts = attempts;
        copy.straight = straight;
        copy.charge = charge;
        return copy;
    }

    /** Smaller is delivered earlier. */
    long key() {
        return (9L - message.priority()) << SEQUENCE_BITS | sequence;
    }

    boolean isExpiredAt(long now) {
        return message.expirationMillis() != 0 && message.expirationMillis() <= now;
    }

    /** Whether a checkpoint counts it as if it were in one place only. */
    boolean mayCost(long bytes) {
        return bytes == ENTRY_BYTES + message.sizeBytes() / targets || bytes == ENTRY_BYTES + message.sizeBytes();
    }

    /** Whether it may cost so little because the store has its content. */
    boolean mayCostPaged(long bytes) {
        return message.isPersistent()
                && (bytes == ENTRY_BYTES || bytes == (message.expirationMillis() == 0 ? 16 : 24));
    }

    @Override
    public String toString() {
        return message.id() + "(entry " + entry + ", priority " + message.priority() + ", seq " + sequence + ", "
                + stage + (holder == null ? "" : " to " + holder) + (due == 0 ? "" : " until " + due) + ", "
                + attempts + " attempts" + (message.isPersistent() ? "" : ", non-persistent")
                + (message.expirationMillis() == 0 ? "" : ", expires " + message.expirationMillis()) + ")";
    }
}
