// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * Something that has been decided. Everything that depends on the moment or on chance (time, numbers) is inside, so
 * that applying the same facts in the same order always gives the same state. Durable facts go to the store, the
 * others take the same way past it.
 */
public interface Fact {

    /** Whether the fact must be in the store before its consequences leave the broker. */
    boolean isDurable();

    /** Calls the method of the visitor that belongs to this fact. */
    void applyTo(FactVisitor state);
}
