// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.message.Address;
import jakarta.jms.Topic;
import java.io.Serial;

/** A topic. */
public class TernTopic extends TernDestination implements Topic {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The topic of this name. */
    public TernTopic(String name) {
        this(Address.topic(name));
    }

    TernTopic(Address address) {
        super(address);
    }

    @Override
    public String getTopicName() {
        return address().name();
    }
}
