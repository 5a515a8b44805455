// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;

/**
 * What an endpoint is to do, with all names resolved.
 *
 * @param spec   valid, and not changed any more
 * @param target whom it delivers to
 * @param source what it takes messages from
 * @param door   opens its connections
 */
record Plan(TernActivationSpec spec, Target target, Subscribed source, Door door) {

    /** A lane over a session of its own. */
    Lane lane(LanePool pool, Connection connection, Verdicts verdicts) throws JMSException {
        if (target.transacted() && connection instanceof XAConnection branches) {
            XASession session = branches.createXASession();
            return new Lane(pool, session, session.getSession(), new TransactedHands(target, session, verdicts));
        }
        boolean lazily = SpecRules.DUPS_OK.equals(spec.getAcknowledgeMode());
        Session session =
                connection.createSession(false, lazily ? Session.DUPS_OK_ACKNOWLEDGE : Session.AUTO_ACKNOWLEDGE);
        PlainHands.Tries tries = new PlainHands.Tries(
                spec.getEndpointExceptionRedeliveryAttempts(),
                spec.getEndpointExceptionRedeliveryInterval(),
                pool.rest());
        return new Lane(pool, session, session, new PlainHands(target, session, tries, verdicts));
    }
}
