// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import java.io.Serial;

/** A topic. Public, with a constructor without arguments, for those who wire administered objects by class name. */
public class TernTopic extends TernDestination implements Topic {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A topic that {@link #setName} is going to name. */
    public TernTopic() {
        super(AddressKind.TOPIC);
    }

    /** The topic of this name. */
    public TernTopic(String name) {
        this(Address.topic(name));
    }

    TernTopic(Address address) {
        super(address);
    }

    @Override
    public String getTopicName() throws JMSException {
        return named().name();
    }
}
