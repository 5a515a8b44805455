// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.message.Address;

/** Mailboxes for tests of their parts. */
final class Mailboxes {

    private Mailboxes() {}

    static Mailbox queue(String name) {
        return queue(name, DestinationPolicy.DEFAULT);
    }

    static Mailbox queue(String name, DestinationPolicy policy) {
        return new Mailbox(1, new MailboxIdentity(Address.queue(name), null, name, true), policy);
    }
}
