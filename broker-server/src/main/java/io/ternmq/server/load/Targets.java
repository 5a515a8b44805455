// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** The destination of a plan. */
final class Targets {

    private Targets() {}

    static Destination of(Session session, LoadPlan plan) throws JMSException {
        return plan.topic() ? session.createTopic(plan.destination()) : session.createQueue(plan.destination());
    }
}
