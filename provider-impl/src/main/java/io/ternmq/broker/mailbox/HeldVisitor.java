// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/** Sees the messages that a mailbox holds without bringing them into memory. Must not change the mailbox. */
public interface HeldVisitor {

    /** A message that is in memory. */
    void onEntry(Entry entry);

    /**
     * A ready message of which only its place in the store is known.
     *
     * @param picture what is known of it
     * @return where the store has it from now on, usually {@code picture.ref()}
     */
    long onPaged(Paged picture);
}
