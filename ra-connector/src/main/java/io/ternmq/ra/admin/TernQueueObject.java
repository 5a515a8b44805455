// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.admin;

import jakarta.jms.Queue;
import java.io.Serial;

/** A queue that a server binds to a name of its directory. Filled by the server, then used by any thread. */
public final class TernQueueObject extends TernDestinationObject implements Queue {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A queue without a name yet. */
    public TernQueueObject() {}

    @Override
    String kind() {
        return "queue";
    }

    @Override
    public String getQueueName() {
        return requiredName();
    }
}
