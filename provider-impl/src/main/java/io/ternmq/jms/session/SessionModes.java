// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.AcknowledgeMode;
import io.ternmq.jms.JmsExceptions;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** The session modes of the specification, and the two numbers under which programs know individual acknowledgement. */
final class SessionModes {

    /** Individual acknowledgement as users of Apache ActiveMQ Classic write it. */
    static final int INDIVIDUAL = 4;
    /** Individual acknowledgement as users of Apache ActiveMQ Artemis write it. */
    static final int INDIVIDUAL_TOO = 101;

    private SessionModes() {}

    static AcknowledgeMode of(int mode) throws JMSException {
        return switch (mode) {
            case Session.SESSION_TRANSACTED -> AcknowledgeMode.TRANSACTED;
            case Session.AUTO_ACKNOWLEDGE -> AcknowledgeMode.AUTO;
            case Session.CLIENT_ACKNOWLEDGE -> AcknowledgeMode.CLIENT;
            case Session.DUPS_OK_ACKNOWLEDGE -> AcknowledgeMode.LAZY;
            case INDIVIDUAL, INDIVIDUAL_TOO -> AcknowledgeMode.INDIVIDUAL;
            default -> throw JmsExceptions.of(ErrorCode.INVALID_SETTING, "There is no session mode " + mode + '.');
        };
    }

    static int of(boolean transacted, int acknowledgeMode) throws JMSException {
        if (transacted) {
            return Session.SESSION_TRANSACTED;
        }
        if (acknowledgeMode == Session.SESSION_TRANSACTED) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_SETTING, "A session that is not transacted needs an acknowledge mode.");
        }
        return acknowledgeMode;
    }
}
