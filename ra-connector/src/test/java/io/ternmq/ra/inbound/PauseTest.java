// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Endpoints whose beans fail again and again. */
class PauseTest extends InboundStage {

    private static final long PAUSE_MILLIS = 77_000;

    private volatile boolean fails = true;

    private static TernActivationSpec patient() {
        TernActivationSpec spec = queue("orders");
        spec.setFailuresBeforePause(2);
        spec.setPauseMillis(PAUSE_MILLIS);
        spec.setMaxConcurrency(1);
        return spec;
    }

    private void work(jakarta.jms.Message message) {
        note(message);
        if (fails) {
            throw new IllegalArgumentException("the database is down");
        }
    }

    @Test
    void pausesAfterFailuresInARowAndLeavesMessagesToOthers() throws Exception {
        Activation activation = activate(transacted(this::work), patient());
        send("orders", "a", "b", "c");
        assertThat(List.of(next(), next())).containsExactly("a 1", "a 2");
        Soon.until("it has paused", () -> alarms.isSet(PAUSE_MILLIS));
        assertThat(activation.view().state()).isEqualTo(State.PAUSED);
        assertThat(activation.view().pausedUntil()).isNotNull();
        assertThat(activation.view().lastFailure()).contains("the database is down");
        assertThat(drain("orders")).as("what others get, and no attempt was counted for the rest")
                .containsExactly("a 3", "b 1", "c 1");
    }

    @Test
    void runsAgainWhenTheProbeGoesWell() throws Exception {
        Activation activation = activate(transacted(this::work), patient());
        send("orders", "a");
        assertThat(List.of(next(), next())).containsExactly("a 1", "a 2");
        await(activation, State.PAUSED);
        fails = false;
        alarms.ring(PAUSE_MILLIS);
        assertThat(next()).isEqualTo("a 3");
        await(activation, State.RUNNING);
        assertThat(activation.view().pausedUntil()).isNull();
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(1, 2, 0));
    }

    @Test
    void pausesAgainAfterOneFailureOfTheProbe() throws Exception {
        TernActivationSpec spec = patient();
        spec.setMaxConcurrency(5);
        Activation activation = activate(plain(this::work), spec);
        send("orders", "a", "b", "c", "d", "e", "f");
        Soon.until("it has paused", () -> alarms.isSet(PAUSE_MILLIS));
        seen.clear();
        alarms.ring(PAUSE_MILLIS);
        assertThat(next()).startsWith("a ");
        Soon.until("it has paused again", () -> alarms.isSet(PAUSE_MILLIS));
        assertThat(seen.poll(A_WHILE, TimeUnit.MILLISECONDS)).as("the probe is one message").isNull();
        assertThat(activation.view().state()).isEqualTo(State.PAUSED);
    }

    @Test
    void triesOneMessageAtATimeUntilItIsProven() throws Exception {
        TernActivationSpec spec = patient();
        spec.setMaxConcurrency(3);
        Semaphore gate = new Semaphore(0);
        Activation activation = activate(transacted(message -> {
            work(message);
            gate.acquireUninterruptibly();
        }), spec);
        send("orders", "a", "b", "c");
        Soon.until("it has paused", () -> alarms.isSet(PAUSE_MILLIS));
        seen.clear();
        fails = false;
        alarms.ring(PAUSE_MILLIS);
        assertThat(next()).startsWith("a ");
        assertThat(seen.poll(A_WHILE, TimeUnit.MILLISECONDS)).as("what came beside the probe").isNull();
        assertThat(activation.view().state()).isEqualTo(State.HALF_OPEN);
        gate.release();
        await(activation, State.RUNNING);
        assertThat(List.of(next(), next())).as("both at once").doesNotHaveDuplicates();
        gate.release(2);
    }

    @Test
    void losesNothingOfASubscriptionThatIsNotDurableWhilePaused() throws Exception {
        TernActivationSpec spec = patient();
        spec.setDestinationType("jakarta.jms.Topic");
        activate(transacted(this::work), spec);
        publish("orders", "a");
        assertThat(List.of(next(), next())).containsExactly("a 1", "a 2");
        Soon.until("it has paused", () -> alarms.isSet(PAUSE_MILLIS));
        publish("orders", "b");
        fails = false;
        alarms.ring(PAUSE_MILLIS);
        assertThat(List.of(next(), next())).containsExactly("a 3", "b 1");
    }

    @Test
    void neverPausesWhenToldSo() throws Exception {
        TernActivationSpec spec = patient();
        spec.setFailuresBeforePause(0);
        spec.setDestination("frail");
        Activation activation = activate(transacted(this::work), spec);
        send("frail", "a", "b", "c", "d");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(next());
        }
        assertThat(all).contains("d 3");
        assertThat(activation.view().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void triesAgainBeforeTheTimeWhenAnOperatorSaysSo() throws Exception {
        Activation activation = activate(transacted(this::work), patient());
        send("orders", "a");
        assertThat(List.of(next(), next())).containsExactly("a 1", "a 2");
        Soon.until("it has paused", () -> alarms.isSet(PAUSE_MILLIS));
        fails = false;
        ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("io.ternmq:type=Endpoint,name=\"test-bean\""), "retry", null, null);
        assertThat(next()).isEqualTo("a 3");
        await(activation, State.RUNNING);
        assertThat(alarms.isSet(PAUSE_MILLIS)).as("the end of the pause that is over").isFalse();
    }

    @Test
    void isShownInManagementAsLongAsItIsActive() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName pattern = new ObjectName("io.ternmq:type=Endpoint,*");
        Activation first = activate(transacted(this::work), patient());
        Activation second = activate(transacted(this::work), queue("others"));
        ObjectName name = new ObjectName("io.ternmq:type=Endpoint,name=\"test-bean\"");
        assertThat(beans.queryNames(pattern, null))
                .containsExactlyInAnyOrder(name, new ObjectName("io.ternmq:type=Endpoint,name=\"test-bean-2\""));
        send("orders", "a");
        Soon.until("it has paused", () -> alarms.isSet(PAUSE_MILLIS));
        assertThat(beans.getAttribute(name, "State")).isEqualTo("PAUSED");
        assertThat(beans.getAttribute(name, "FailedInRow")).isEqualTo(2L);
        assertThat(beans.getAttribute(name, "Destination")).isEqualTo("queue orders");
        assertThat(beans.getAttribute(name, "LastFailure")).asString().contains("the database is down");
        assertThat(beans.getAttribute(name, "PausedUntil")).asString().endsWith("Z");
        first.close();
        second.close();
        assertThat(beans.queryNames(pattern, null)).isEmpty();
    }
}
