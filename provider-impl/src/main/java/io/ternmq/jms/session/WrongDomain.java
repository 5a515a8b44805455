// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.jms.JmsExceptions;
import jakarta.jms.JMSException;

/** The refusal of connections and sessions that are for one domain only. */
final class WrongDomain {

    private WrongDomain() {}

    static JMSException queuesOnly(String call) {
        return JmsExceptions.of(ErrorCode.ILLEGAL_STATE, call + "() is for topics, and this is for queues only.");
    }

    static JMSException topicsOnly(String call) {
        return JmsExceptions.of(ErrorCode.ILLEGAL_STATE, call + "() is for queues, and this is for topics only.");
    }
}
