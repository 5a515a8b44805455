// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.message.MessageRef;

/** Sees what a browser sees, in order of delivery. Must not change the mailbox. */
@FunctionalInterface
public interface BrowseVisitor {

    /**
     * The next message.
     *
     * @param position its place; grows in order of delivery, positive
     * @param message  the message, loaded only when asked for
     * @return whether to go on
     */
    boolean visit(long position, MessageRef message);
}
