// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.io.Serial;

/** A queue. Public, with a constructor without arguments, for those who wire administered objects by class name. */
public class TernQueue extends TernDestination implements Queue {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A queue that {@link #setName} is going to name. */
    public TernQueue() {
        super(AddressKind.QUEUE);
    }

    /** The queue of this name. */
    public TernQueue(String name) {
        this(Address.queue(name));
    }

    TernQueue(Address address) {
        super(address);
    }

    @Override
    public String getQueueName() throws JMSException {
        return named().name();
    }
}
