// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

/** Sees everything that a mailbox holds, ordered by position. Must not change the mailbox. */
@FunctionalInterface
public interface SurveyVisitor {

    /**
     * The next message.
     *
     * @param position where it stands; positive
     * @param entry    the message, or a picture of one that is not in memory; its content is loaded only when asked for
     * @return whether to go on
     */
    boolean visit(long position, Entry entry);
}
