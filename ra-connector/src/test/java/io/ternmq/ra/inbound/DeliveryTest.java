// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.test.connector.TestEndpoints;
import jakarta.jms.MessageListener;
import jakarta.transaction.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages on their way to beans. */
class DeliveryTest extends InboundStage {

    @Test
    void consumesInTheTransactionOfTheServer() throws Exception {
        TestEndpoints bean = transacted(message -> {
            assertThat(transactions.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
            assertThat(broker.queue("orders").inFlight()).isEqualTo(1);
            note(message);
        });
        Activation activation = activate(bean, queue("orders"));
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        activation.close();
        assertThat(bean.announced()).isEqualTo(1);
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(1, 0, 0));
        assertThat(drain("orders")).isEmpty();
    }

    @Test
    void beginsNoTransactionBeforeThereIsAMessage() throws Exception {
        TestEndpoints bean = transacted(this::note);
        Activation activation = activate(bean, queue("orders"));
        assertThat(seen.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
        assertThat(activation.view().state()).isEqualTo(State.RUNNING);
        assertThat(bean.announced()).isZero();
        assertThat(server.workManager().running()).as("threads of an idle endpoint").isZero();
    }

    @Test
    void redeliversWhatIsRolledBackUntilItIsADeadLetter() throws Exception {
        Activation activation = activate(transacted(message -> {
            note(message);
            throw new IllegalArgumentException("not this one");
        }), queue("frail"));
        send("frail", "a");
        assertThat(List.of(next(), next(), next())).containsExactly("a 1", "a 2", "a 3");
        Soon.until("it is a dead letter", () -> broker.queue("DLQ.frail").waiting() == 1);
        activation.close();
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(0, 3, 3));
        assertThat(activation.view().lastFailure()).contains("not this one");
        assertThat(drain("frail")).isEmpty();
    }

    @Test
    void countsATransactionThatIsOnlyMarkedForRollbackAsFailed() throws Exception {
        Activation activation = activate(transacted(message -> {
            note(message);
            if (describe(message).endsWith(" 1")) {
                transactions.setRollbackOnly();
            }
        }), queue("orders"));
        send("orders", "a");
        assertThat(List.of(next(), next())).containsExactly("a 1", "a 2");
        activation.close();
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(1, 1, 0));
    }

    @Test
    void worksOnAsManyMessagesAtOnceAsItMay() throws Exception {
        Semaphore gate = new Semaphore(0);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        TestEndpoints bean = transacted(message -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            gate.acquireUninterruptibly();
            inside.decrementAndGet();
            note(message);
        });
        TernActivationSpec spec = queue("orders");
        spec.setMaxConcurrency(3);
        Activation activation = activate(bean, spec);
        send("orders", "a", "b", "c", "d", "e", "f");
        Soon.until("three are worked on", () -> inside.get() == 3);
        assertThat(activation.view().lanes()).isEqualTo(3);
        gate.release(100);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(next());
        }
        assertThat(all).containsExactlyInAnyOrder("a 1", "b 1", "c 1", "d 1", "e 1", "f 1");
        assertThat(most.get()).isEqualTo(3);
        assertThat(bean.created()).isEqualTo(3);
    }

    @Test
    void keepsOrderOnOneLane() throws Exception {
        TernActivationSpec spec = queue("orders");
        spec.setMaxConcurrency(1);
        activate(plain(this::note), spec);
        send("orders", "a", "b", "c", "d");
        assertThat(List.of(next(), next(), next(), next())).containsExactly("a 1", "b 1", "c 1", "d 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsOrderOnOneLaneThoughDeliveriesFail(boolean inTransactions) throws Exception {
        TernActivationSpec spec = queue("orders");
        spec.setMaxConcurrency(1);
        MessageListener bean = message -> {
            note(message);
            if (describe(message).endsWith(" 1")) {
                throw new IllegalArgumentException("not at first");
            }
        };
        activate(inTransactions ? transacted(bean) : plain(bean), spec);
        send("orders", "a", "b", "c");
        assertThat(List.of(next(), next(), next(), next(), next(), next()))
                .containsExactly("a 1", "a 2", "b 1", "b 2", "c 1", "c 2");
    }

    @Test
    void triesAgainOnTheSpotAndThenGivesBack() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        TernActivationSpec spec = queue("frail");
        spec.setEndpointExceptionRedeliveryAttempts(2);
        spec.setEndpointExceptionRedeliveryInterval(1L);
        Activation activation = activate(plain(message -> {
            note(message);
            if (calls.incrementAndGet() <= 4) {
                throw new IllegalArgumentException("call " + calls);
            }
        }), spec);
        send("frail", "a");
        assertThat(List.of(next(), next(), next(), next(), next()))
                .containsExactly("a 1", "a 1", "a 1", "a 2", "a 2");
        Soon.until("it is consumed", () -> broker.queue("frail").inFlight() == 0);
        activation.close();
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(1, 1, 0));
        assertThat(drain("frail")).isEmpty();
    }

    @Test
    void takesOnlyWhatTheSelectorSelects() throws Exception {
        TernActivationSpec spec = queue("orders");
        spec.setMessageSelector("text = 'b'");
        Activation activation = activate(transacted(this::note), spec);
        send("orders", "a", "b");
        assertThat(next()).isEqualTo("b 1");
        activation.close();
        assertThat(drain("orders")).containsExactly("a 1");
    }

    @Test
    void servesASubscriptionThatIsNotSharedOnSeveralLanesWithOneCopyEach() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        activate(transacted(meeting(both)), topic("news"));
        publish("news", "a", "b");
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("a 1", "b 1");
        assertThat(seen.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
    }

    /** A bean that goes on when as many messages as that are worked on. */
    private MessageListener meeting(CountDownLatch all) {
        return message -> {
            all.countDown();
            try {
                assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            note(message);
        };
    }

    @Test
    void keepsADurableSubscriptionWhileNobodyIsThere() throws Exception {
        TernActivationSpec spec = topic("news");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("desk");
        spec.setClientId("server-1");
        activate(transacted(this::note), spec).close();
        publish("news", "a");
        activate(transacted(this::note), spec);
        assertThat(next()).isEqualTo("a 1");
    }

    @Test
    void sharesASubscriptionBetweenEndpoints() throws Exception {
        TernActivationSpec spec = topic("news");
        spec.setShareSubscriptions(true);
        spec.setSubscriptionName("desk");
        spec.setSubscriptionDurability("Durable");
        activate(plain(this::note), spec);
        activate(plain(this::note), spec);
        publish("news", "a", "b", "c");
        assertThat(List.of(next(), next(), next())).containsExactlyInAnyOrder("a 1", "b 1", "c 1");
        assertThat(seen.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void runsWithMessagesThatAreWaitingAlreadyAndAcknowledgesLazily() throws Exception {
        TernActivationSpec spec = queue("orders");
        spec.setAcknowledgeMode("Dups-ok-acknowledge");
        send("orders", "a", "b");
        Activation activation = activate(plain(this::note), spec);
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("a 1", "b 1");
        activation.close();
        assertThat(drain("orders")).isEmpty();
    }

    @Test
    void comesBackWhenTheServerHasNobodyToDeliverToAndCountsNoAttempt() throws Exception {
        TestEndpoints bean = transacted(this::note);
        bean.limit(0);
        Activation activation = activate(bean, queue("orders"));
        send("orders", "a");
        await(activation, State.PAUSED);
        bean.limit(1);
        alarms.ring(250);
        assertThat(next()).isEqualTo("a 1");
        await(activation, State.RUNNING);
    }

    @Test
    void waitsWhileTheServerTakesNoWork() throws Exception {
        Activation activation = activate(transacted(this::note), queue("orders"));
        server.workManager().refuse(true);
        send("orders", "a");
        Soon.until("a lane waits", () -> alarms.isSet(500));
        server.workManager().refuse(false);
        alarms.ring(500);
        assertThat(next()).isEqualTo("a 1");
        assertThat(activation.view().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void letsGoOfLanesThatAreIdleForLong() throws Exception {
        TestEndpoints bean = transacted(this::note);
        activate(bean, queue("orders"));
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        Soon.until("the delivery has ended", () -> server.workManager().running() == 0);
        alarms.ring(60_000);
        alarms.ring(60_000);
        Soon.until("the bean was let go", () -> bean.held() == 0);
        send("orders", "b");
        assertThat(next()).isEqualTo("b 1");
    }

    @Test
    void replaysTheStreamBehindATopic() throws Exception {
        broker.configure("history", DestinationPolicy.DEFAULT.withStream(
                StreamPolicy.DEFAULT));
        publish("history", "a", "b");
        TernActivationSpec spec = topic("history");
        spec.setReplay("earliest");
        spec.setMaxConcurrency(1);
        activate(transacted(this::note), spec);
        assertThat(List.of(next(), next())).containsExactly("a 1", "b 1");
        publish("history", "c");
        assertThat(next()).isEqualTo("c 1");
    }

    @Test
    void goesOnInTheStreamWhereItsDurableSubscriptionWas() throws Exception {
        broker.configure("history", DestinationPolicy.DEFAULT.withStream(StreamPolicy.DEFAULT));
        publish("history", "a", "b");
        TernActivationSpec spec = topic("history");
        spec.setReplay("earliest");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("desk");
        spec.setClientId("server-1");
        spec.setMaxConcurrency(1);
        Activation activation = activate(transacted(this::note), spec);
        assertThat(List.of(next(), next())).containsExactly("a 1", "b 1");
        activation.close();
        publish("history", "c");
        activate(transacted(this::note), spec);
        assertThat(next()).isEqualTo("c 1");
    }

    @Test
    void keepsOrderOfAStreamThoughDeliveriesFail() throws Exception {
        broker.configure("history", DestinationPolicy.DEFAULT.withStream(StreamPolicy.DEFAULT));
        publish("history", "a", "b", "c");
        TernActivationSpec spec = topic("history");
        spec.setReplay("earliest");
        spec.setMaxConcurrency(1);
        activate(transacted(message -> {
            note(message);
            if (describe(message).endsWith(" 1")) {
                throw new IllegalArgumentException("not at first");
            }
        }), spec);
        assertThat(List.of(next(), next(), next(), next(), next(), next()))
                .containsExactly("a 1", "a 2", "b 1", "b 2", "c 1", "c 2");
    }
}
