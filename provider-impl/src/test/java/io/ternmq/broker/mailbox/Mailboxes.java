// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.message.Address;

/** Mailboxes for tests of their parts. */
final class Mailboxes {

    private Mailboxes() {}

    static Mailbox queue(String name) {
        return queue(name, premises());
    }

    static Mailbox queue(String name, Premises premises) {
        MailboxIdentity identity = new MailboxIdentity(Address.queue(name), null, name, true);
        return new Mailbox(1, identity, DestinationPolicy.DEFAULT, premises);
    }

    static Premises premises() {
        return new Premises(Long.MAX_VALUE, Schedule.asTimetable(new Schedule<>()), Paging.DEFAULT);
    }
}
