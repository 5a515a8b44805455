// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Endpoints whose broker comes and goes. */
class ReconnectTest extends InboundStage {

    @Test
    void isActivatedWhileTheBrokerIsDownAndConnectsLater() throws Exception {
        broker.crash();
        Activation activation = activate(transacted(this::note), queue("orders"));
        assertThat(activation.view().state()).isEqualTo(State.RECONNECTING);
        assertThat(activation.view().lastFailure()).contains("cannot connect");
        alarms.ring(200);
        Soon.until("the wait doubles", () -> alarms.isSet(400));
        broker.restart();
        alarms.ring(400);
        await(activation, State.RUNNING);
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
    }

    @Test
    void connectsBeforeTheTimeWhenAnOperatorSaysSo() throws Exception {
        broker.crash();
        Activation activation = activate(transacted(this::note), queue("orders"));
        broker.restart();
        ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("io.ternmq:type=Endpoint,name=\"test-bean\""), "retry", null, null);
        await(activation, State.RUNNING);
        assertThat(alarms.isSet(200)).as("the next attempt").isFalse();
    }

    @Test
    void connectsAgainWhenTheBrokerRestarts() throws Exception {
        Activation activation = activate(transacted(this::note), queue("orders"));
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        Soon.until("it is consumed", () -> activation.view().tally().delivered() == 1);
        broker.crash();
        await(activation, State.RECONNECTING);
        broker.restart();
        send("orders", "b");
        alarms.ring(200);
        assertThat(next()).isEqualTo("b 1");
        await(activation, State.RUNNING);
    }

    @Test
    void deliversAgainWhatTheCrashInterruptedWithoutWaitingForTheOldDelivery() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Activation activation = activate(transacted(message -> {
            note(message);
            if (describe(message).endsWith(" 1")) {
                hold(gate);
            }
        }), queue("orders"));
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        broker.crash();
        await(activation, State.RECONNECTING);
        broker.restart();
        alarms.ring(200);
        assertThat(next()).isEqualTo("a 2");
        gate.countDown();
        activation.close();
        assertThat(broker.queue("orders").waiting() + broker.queue("orders").inFlight()).isZero();
        assertThat(activation.view().tally().delivered()).isEqualTo(1);
        assertThat(activation.view().tally().failed()).as("the interrupted one").isEqualTo(1);
    }

    private static void hold(CountDownLatch gate) {
        try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesUpAfterAsManyAttemptsAsItMayMake() throws Exception {
        broker.crash();
        TernActivationSpec spec = queue("orders");
        spec.setReconnectAttempts(1);
        Activation activation = activate(transacted(this::note), spec);
        alarms.ring(200);
        await(activation, State.STOPPED);
        assertThat(activation.view().lastFailure()).contains("cannot connect");
        broker.restart();
        assertThat(alarms.isSet(400)).isFalse();
    }

    @Test
    void isDeactivatedAtOnceWhileItTriesToReachABroker() throws Exception {
        TernActivationSpec spec = queue("orders");
        spec.setUrl("failover:(tcp://127.0.0.1:1,tcp://127.0.0.1:2)");
        Activation activation = activate(transacted(this::note), spec);
        assertThat(activation.view().state()).isEqualTo(State.RECONNECTING);
        long begun = System.nanoTime();
        activation.close();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(5);
        Soon.until("no thread is held", () -> server.workManager().running() == 0);
    }
}
