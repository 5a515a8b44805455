// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import jakarta.jms.JMSException;

/** The connection that owns temporary destinations and can delete them. */
@FunctionalInterface
public interface TemporaryDestinations {

    /** Deletes a destination of this connection; refuses while somebody consumes from it. */
    void delete(TernDestination destination) throws JMSException;
}
