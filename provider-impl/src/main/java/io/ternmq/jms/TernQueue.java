// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.message.Address;
import jakarta.jms.Queue;
import java.io.Serial;

/** A queue. */
public class TernQueue extends TernDestination implements Queue {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The queue of this name. */
    public TernQueue(String name) {
        this(Address.queue(name));
    }

    TernQueue(Address address) {
        super(address);
    }

    @Override
    public String getQueueName() {
        return address().name();
    }
}
