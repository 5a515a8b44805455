// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.test.connector.TestEndpoints;
import jakarta.ejb.EJBException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that do not keep to what the specification lets one expect. */
@Timeout(value = 25, unit = TimeUnit.SECONDS)
class HardshipTest extends InboundStage {

    private final AtomicBoolean refuses = new AtomicBoolean();

    @Test
    void waitsWhileTheServersThreadsRefuseInWordsOfTheirOwn() throws Exception {
        threads = MoodyWork.refusing(server.workManager(), refuses::get);
        Activation activation = activate(transacted(this::note), queue("orders"));
        refuses.set(true);
        send("orders", "a");
        Soon.until("a lane waits", () -> alarms.isSet(500));
        refuses.set(false);
        alarms.ring(500);
        assertThat(next()).isEqualTo("a 1");
        activation.close();
        assertThat(activation.view().tally()).isEqualTo(new View.Tally(1, 0, 0));
    }

    @Test
    void endsThoughTheServersThreadsRefuseInWordsOfTheirOwn() throws Exception {
        threads = MoodyWork.refusing(server.workManager(), refuses::get);
        TestEndpoints bean = transacted(this::note);
        Activation activation = activate(bean, queue("orders"));
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        Soon.until("the delivery has ended", () -> server.workManager().running() == 0);
        refuses.set(true);
        activation.close();
        assertThat(bean.held()).isZero();
        assertThat(broker.queue("orders").consumers()).isZero();
    }

    @Test
    void doesTheNextStepThoughOneDiesOfAnError() {
        ControlLine line = new ControlLine(server.workManager(), alarms);
        line.await(() -> {
            throw new NoClassDefFoundError("some/Thing");
        }, 10_000);
        assertThat(line.await(() -> { }, 2_000)).as("the step after it was done").isTrue();
    }

    @Test
    void makesALaneAfterOneThatCouldNotBeMade() throws Exception {
        AtomicInteger made = new AtomicInteger();
        List<Throwable> troubles = new ArrayList<>();
        try (var connection = broker.connectionFactory().createConnection()) {
            LanePool pool = new LanePool(
                    server.workManager(),
                    alarms,
                    new Tray(connection),
                    new Rest(),
                    owner -> {
                        made.incrementAndGet();
                        throw new IllegalStateException("no session");
                    },
                    troubles::add);
            pool.admit(1);
            assertThat(pool.getServerSession()).isInstanceOf(Tray.class);
            assertThat(pool.busy()).isZero();
            assertThat(troubles).hasSize(1);
            assertThat(pool.close(1_000)).isTrue();
        }
        assertThat(made.get()).isEqualTo(1);
    }

    @Test
    void pausesWhenABeanCannotBeMadeForWantOfItsClasses() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        TestEndpoints bean = transacted(this::note);
        Activation activation = activate(new Broken(bean, asked), queue("orders"));
        send("orders", "a");
        await(activation, State.PAUSED);
        assertThat(activation.view().lastFailure()).contains("some/Thing");
        int before = asked.get();
        assertThat(seen.poll(A_WHILE, TimeUnit.MILLISECONDS)).isNull();
        assertThat(asked.get()).as("asked without a pause").isEqualTo(before);
        activation.close();
        assertThat(drain("orders")).containsExactly("a 1");
        assertThat(server.workManager().takeFailures()).isEmpty();
    }

    @Test
    void makesDoWithTheBeansThatTheServerHas() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        TestEndpoints bean = transacted(message -> {
            inside.incrementAndGet();
            hold(gate);
            note(message);
        });
        bean.limit(2);
        Activation activation = activate(bean, queue("orders"));
        String[] texts = new String[20];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "m" + i;
        }
        send("orders", texts);
        Soon.until("both beans work", () -> inside.get() == 2);
        gate.countDown();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            all.add(next());
        }
        assertThat(all).doesNotHaveDuplicates().doesNotContain("nothing").allMatch(text -> text.endsWith(" 1"));
        assertThat(activation.view().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void holdsNoMoreThanAFewMessagesBackWhileItCannotPause() throws Exception {
        threads = MoodyWork.refusing(server.workManager(), refuses::get);
        TernActivationSpec spec = queue("orders");
        spec.setFailuresBeforePause(1);
        Activation activation = activate(transacted(message -> {
            refuses.set(true);
            throw new IllegalArgumentException("the first fails, and there is no thread for the pause");
        }), spec);
        String[] texts = new String[3_000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = "m" + i;
        }
        send("orders", texts);
        await(activation, State.PAUSED);
        try (var context = broker.connectionFactory().createContext()) {
            var other = context.createConsumer(context.createQueue("orders"));
            assertThat(other.receive(5_000)).as("what another consumer gets").isNotNull();
        }
        assertThat(broker.queue("orders").inFlight()).as("messages held back").isLessThan(600);
    }

    @Test
    void givesBackWhatWaitsForAThreadWhenItIsClosedAndDeliversItNoMore() throws Exception {
        Queue<Work> late = new ConcurrentLinkedQueue<>();
        threads = MoodyWork.late(server.workManager(), refuses::get, late);
        TestEndpoints bean = transacted(this::note);
        Activation activation = activate(bean, queue("orders"));
        refuses.set(true);
        send("orders", "a", "b");
        Soon.until("both wait for a thread", () -> late.size() == 2);
        refuses.set(false);
        long begun = System.nanoTime();
        activation.close();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(5);
        assertThat(drain("orders")).containsExactly("a 1", "b 1");
        late.forEach(Work::run);
        assertThat(seen).as("what was delivered after the undeployment").isEmpty();
        assertThat(List.of(bean.announced(), bean.held())).containsExactly(0, 0);
    }

    private static void hold(CountDownLatch gate) {
        try {
            assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysWhyAMessageOfATransactedBeanIsADeadLetter() throws Exception {
        assertThat(deadLetterOf(transacted(HardshipTest::refuse))).contains(
                "JMS_TERN_DeadLetterReason=MAX_DELIVERY_ATTEMPTS",
                "JMS_TERN_DeadLetterAttempts=3",
                "JMS_TERN_DeadLetterCause=java.lang.IllegalArgumentException: not this one");
    }

    @Test
    void saysTheSameOfABeanWithoutATransaction() throws Exception {
        assertThat(deadLetterOf(plain(HardshipTest::refuse))).contains(
                "JMS_TERN_DeadLetterAttempts=3",
                "JMS_TERN_DeadLetterCause=java.lang.IllegalArgumentException: not this one");
    }

    /** As containers hand it on. */
    private static void refuse(Message message) {
        throw new EJBException("nested exception", new IllegalArgumentException("not this one"));
    }

    @Test
    void saysNoMoreThanThatItWasRolledBackWhenTheBeanHasThrownNothing() throws Exception {
        assertThat(deadLetterOf(transacted(message -> transactions.setRollbackOnly())))
                .contains("JMS_TERN_DeadLetterCause=the transaction was rolled back");
    }

    @Test
    void saysNothingOfAnEarlierMessageThatTheBeanHasThrownUpAt() throws Exception {
        assertThat(deadLetterOf(transacted(message -> {
            transactions.setRollbackOnly();
            if (!describe(message).endsWith(" 3")) {
                refuse(message);
            }
        }))).contains("JMS_TERN_DeadLetterCause=the transaction was rolled back");
    }

    private List<String> deadLetterOf(TestEndpoints bean) throws Exception {
        Activation activation = activate(bean, queue("frail"));
        send("frail", "a");
        Soon.until("it is a dead letter", () -> broker.queue("DLQ.frail").waiting() == 1);
        activation.close();
        try (var context = broker.connectionFactory().createContext()) {
            var letter = context.createConsumer(context.createQueue("DLQ.frail")).receive(5_000);
            return names(letter);
        }
    }

    private static List<String> names(Message letter) throws JMSException {
        List<String> names = new ArrayList<>();
        var all = letter.getPropertyNames();
        while (all.hasMoreElements()) {
            String name = String.valueOf(all.nextElement());
            names.add(name + "=" + letter.getObjectProperty(name));
        }
        return names;
    }

    /** A server that cannot load the class of the bean. */
    private record Broken(MessageEndpointFactory behind, AtomicInteger asked) implements MessageEndpointFactory {

        @Override
        public MessageEndpoint createEndpoint(@Nullable XAResource resource) throws UnavailableException {
            asked.incrementAndGet();
            throw new NoClassDefFoundError("some/Thing");
        }

        @Override
        public MessageEndpoint createEndpoint(@Nullable XAResource resource, long timeout)
                throws UnavailableException {
            return createEndpoint(resource);
        }

        @Override
        public boolean isDeliveryTransacted(Method method) throws NoSuchMethodException {
            return behind.isDeliveryTransacted(method);
        }

        @Override
        public String getActivationName() {
            return "broken";
        }

        @Override
        public Class<?> getEndpointClass() {
            return behind.getEndpointClass();
        }
    }
}
