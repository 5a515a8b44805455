// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.test.connector.TestEndpoints;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Endpoints that are undeployed. */
class CloseTest extends InboundStage {

    @Test
    void waitsForADeliveryAndGivesBackTheRestUntouched() throws Exception {
        Semaphore gate = new Semaphore(0);
        TestEndpoints bean = transacted(message -> {
            note(message);
            gate.acquireUninterruptibly();
        });
        TernActivationSpec spec = queue("orders");
        spec.setMaxConcurrency(1);
        Activation activation = activate(bean, spec);
        send("orders", "a", "b", "c");
        assertThat(next()).isEqualTo("a 1");
        Thread undeploys = new Thread(activation::close, "undeploys");
        undeploys.start();
        await(activation, State.STOPPED);
        Soon.until("the close waits", () -> undeploys.getState() == Thread.State.TIMED_WAITING);
        gate.release(10);
        undeploys.join(10_000);
        assertThat(undeploys.isAlive()).isFalse();
        assertThat(seen).as("what came after the undeployment").isEmpty();
        assertThat(drain("orders")).containsExactly("b 1", "c 1");
        assertThat(bean.held()).isZero();
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(1, 0, 0));
    }

    @Test
    void deliversEveryMessageOnceThoughItIsRedeployedUnderLoad() throws Exception {
        Set<String> once = ConcurrentHashMap.newKeySet();
        AtomicInteger twice = new AtomicInteger();
        int releases = 0;
        String[] texts = IntStream.range(0, 600).mapToObj(i -> "m" + i).toArray(String[]::new);
        send("orders", texts);
        int rounds = 0;
        while (once.size() < texts.length && rounds < 500) {
            rounds++;
            int goal = Math.min(texts.length, once.size() + 50);
            TestEndpoints bean = transacted(message -> count(message, once, twice));
            Activation activation = activate(bean, queue("orders"));
            Soon.until("some more were delivered", () -> once.size() >= goal);
            activation.close();
            releases += bean.held();
        }
        assertThat(once).hasSize(texts.length);
        assertThat(twice.get()).as("messages that came twice").isZero();
        assertThat(releases).as("endpoints that were not released").isZero();
        assertThat(rounds).isGreaterThan(3);
        assertThat(drain("orders")).isEmpty();
    }

    private static void count(Message message, Set<String> once, AtomicInteger twice) {
        if (!describe(message).endsWith(" 1") || !once.add(describe(message))) {
            twice.incrementAndGet();
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        List<TestEndpoints> beans = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            TestEndpoints bean = transacted(this::note);
            beans.add(bean);
            Activation activation = activate(bean, queue("orders"));
            send("orders", "m" + round);
            assertThat(next()).isEqualTo("m" + round + " 1");
            activation.close();
            activation.close();
        }
        assertThat(beans).allMatch(bean -> bean.held() == 0);
        assertThat(alarms.count()).as("alarms that are left").isZero();
        Soon.until("no thread is held", () -> server.workManager().running() == 0);
        assertThat(broker.queue("orders").consumers()).isZero();
        assertThat(broker.statistics().connections()).isZero();
    }

    @Test
    void endsThoughTheServerTakesNoMoreWork() throws Exception {
        TestEndpoints bean = transacted(this::note);
        Activation activation = activate(bean, queue("orders"));
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        Soon.until("the delivery has ended", () -> server.workManager().running() == 0);
        server.workManager().refuse(true);
        activation.close();
        assertThat(bean.held()).isZero();
        assertThat(broker.queue("orders").consumers()).isZero();
    }

    @Test
    void cutsTheWaitBetweenTwoTriesShort() throws Exception {
        TernActivationSpec spec = queue("orders");
        spec.setEndpointExceptionRedeliveryAttempts(1);
        spec.setEndpointExceptionRedeliveryInterval(3_600_000L);
        Activation activation = activate(plain(message -> {
            note(message);
            throw new IllegalArgumentException("no");
        }), spec);
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        activation.close();
        assertThat(activation.view().tally().failed()).isEqualTo(1);
        assertThat(drain("orders")).containsExactly("a 2");
    }

    @Test
    void closesWhileItIsPausedOrHasNoBroker() throws Exception {
        TernActivationSpec spec = queue("frail");
        spec.setFailuresBeforePause(1);
        Activation paused = activate(transacted(message -> {
            throw new IllegalArgumentException("no");
        }), spec);
        send("frail", "a");
        await(paused, State.PAUSED);
        paused.close();
        broker.crash();
        Activation waiting = activate(transacted(this::note), queue("orders"));
        waiting.close();
        assertThat(List.of(paused.view().state(), waiting.view().state())).containsOnly(State.STOPPED);
        assertThat(alarms.count()).isZero();
    }
}
