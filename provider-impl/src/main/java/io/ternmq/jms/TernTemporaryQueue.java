// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.message.Address;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A queue that goes with its connection. Only the object that the connection handed out can delete it. */
public final class TernTemporaryQueue extends TernQueue implements TemporaryQueue {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TemporaryDestinations owner;

    /** A temporary queue of a connection, or with no owner one that somebody else's message named. */
    public TernTemporaryQueue(Address address, @Nullable TemporaryDestinations owner) {
        super(address);
        this.owner = owner;
    }

    @Override
    public void delete() throws JMSException {
        TernDestination.ownerOf(this, owner).delete(this);
    }
}
