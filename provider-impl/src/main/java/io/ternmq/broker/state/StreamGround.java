// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.Timetable;
import io.ternmq.broker.mailbox.Premises;
import io.ternmq.broker.stream.StreamPremises;

/** What streams share with mailboxes. Owned by the shard. */
final class StreamGround implements StreamPremises {

    private final Premises premises;
    private final Bodies bodies;

    StreamGround(Premises premises, Bodies bodies) {
        this.premises = premises;
        this.bodies = bodies;
    }

    @Override
    public void addMemory(long bytes) {
        premises.addMemory(bytes);
    }

    @Override
    public boolean isPaging() {
        return premises.isPaging();
    }

    @Override
    public StoredMessage.Source source() {
        return premises.source();
    }

    @Override
    public BodyHolds bodies() {
        return bodies;
    }

    @Override
    public Timetable timetable() {
        return premises.timetable();
    }
}
