// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

/** A delivery that the core has decided and that must reach the client once its facts are durable. */
final class Outgoing {

    final Taker taker;
    final long entry;
    final int attempt;
    final Object message;
    final long key;
    final boolean admitted;
    final Held held;

    /** Position of the log that must be durable before; and the step, set when that is over. */
    long position;
    long step;

    Outgoing(Taker taker, Held held) {
        this.taker = taker;
        this.held = held;
        this.entry = held.entry;
        this.attempt = held.attempts;
        this.message = held.message.id();
        this.key = held.key();
        this.admitted = held.admitted;
    }
}
