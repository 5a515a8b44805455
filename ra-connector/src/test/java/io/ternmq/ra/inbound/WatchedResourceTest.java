// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.test.connector.TestEndpoints;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;

/** The resource that a server gets with an endpoint. */
class WatchedResourceTest extends InboundStage {

    @Test
    void isOfTheSameBrokerAsASessionBareOrNot() throws Exception {
        try (XAConnection connection = adapter.connections(null).createXAConnection()) {
            XASession first = connection.createXASession();
            XASession second = connection.createXASession();
            WatchedResource one = new WatchedResource(first.getXAResource());
            WatchedResource other = new WatchedResource(second.getXAResource());
            assertThat(one.isSameRM(other)).isTrue();
            assertThat(one.isSameRM(second.getXAResource())).isTrue();
            assertThat(one.isSameRM(null)).isFalse();
        }
    }

    @Test
    void isEnlistedOnceForEachDeliveryAndRemembersOnlyTheLastOutcome() throws Exception {
        TestEndpoints bean = transacted(message -> {
            note(message);
            if (describe(message).equals("bad 1")) {
                throw new IllegalArgumentException("no");
            }
        });
        TernActivationSpec spec = queue("orders");
        spec.setMaxConcurrency(1);
        Activation activation = activate(bean, spec);
        send("orders", "good", "bad", "fine");
        for (String expected : new String[] {"good 1", "bad 1", "bad 2", "fine 1"}) {
            assertThat(next()).isEqualTo(expected);
        }
        activation.close();
        assertThat(bean.announced()).isGreaterThanOrEqualTo(4);
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(3, 1, 0));
    }

    @Test
    void handsOnTimeoutsAndScans() throws XAException, jakarta.jms.JMSException,
            jakarta.resource.ResourceException {
        try (XAConnection connection = adapter.connections(null).createXAConnection()) {
            WatchedResource resource = new WatchedResource(connection.createXASession().getXAResource());
            assertThat(resource.setTransactionTimeout(7)).isTrue();
            assertThat(resource.getTransactionTimeout()).isEqualTo(7);
            assertThat(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).isEmpty();
        }
    }
}
