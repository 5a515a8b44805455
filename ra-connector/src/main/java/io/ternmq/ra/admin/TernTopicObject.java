// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.admin;

import jakarta.jms.Topic;
import java.io.Serial;

/** A topic that a server binds to a name of its directory. Filled by the server, then used by any thread. */
public final class TernTopicObject extends TernDestinationObject implements Topic {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A topic without a name yet. */
    public TernTopicObject() {}

    @Override
    String kind() {
        return "topic";
    }

    @Override
    public String getTopicName() {
        return requiredName();
    }
}
