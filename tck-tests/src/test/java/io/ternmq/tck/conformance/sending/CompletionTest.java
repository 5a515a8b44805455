// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.sending.Form.Options;
import jakarta.jms.BytesMessage;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.3 Asynchronous send: callbacks")
@Section({"7.3", "CompletionListener"})
class CompletionTest extends Sending {

    private static final String FORMS = "io.ternmq.tck.conformance.sending.Form#";

    private final Told told = new Told();

    private void send(MessageProducer producer, String text, Told listener) throws JMSException {
        producer.send(text(text), listener);
    }

    // --- exceptions, 7.3.2 --------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource(FORMS + "async")
    @Section({"7.3.2", "MessageProducer"})
    void aListenerIsNeededInEveryForm(Form form) throws Exception {
        boolean named = Form.named().toList().contains(form);
        try (MessageProducer producer = session.createProducer(named ? null : queue)) {
            Refusal.of(IllegalArgumentException.class,
                    () -> form.send(producer, new Options(queue, text("x"), null)));
        }
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section("7.3.2")
    void theListenerIsToldOfEveryFailureWithTheMessageAndTheClass() throws Exception {
        TemporaryQueue gone = session.createTemporaryQueue();
        try (MessageProducer producer = session.createProducer(gone)) {
            gone.delete();
            Message message = text("lost");
            producer.send(message, told);
            Told.Call call = told.next();
            assertThat(call.message()).isSameAs(message);
            InvalidDestinationException failure =
                    Refusal.of(InvalidDestinationException.class, () -> {
                        throw java.util.Objects.requireNonNull(call.failure());
                    });
            assertThat(failure.getErrorCode()).isEqualTo(ErrorCode.INVALID_DESTINATION.code());
            assertThat(failure.getLinkedException()).isNotNull().isSameAs(failure.getCause());
        }
    }

    @Test
    @Section({"7.3.2", "JMSProducer"})
    void whatIsThrownToTheCallerOfAContextIsNotToldToTheListener() {
        JMSProducer producer = context(JMSContext.AUTO_ACKNOWLEDGE).createProducer().setAsync(told);
        Refusal.of(InvalidDestinationRuntimeException.class, () -> producer.send((Queue) null, "x"));
        Refusal.of(MessageFormatRuntimeException.class, () -> producer.send(queue, (Message) null));
        Refusal.of(MessageFormatRuntimeException.class,
                () -> producer.send(queue, Map.<String, Object>of("n", new ArrayList<String>())));
        assertThat(told.calls()).isEmpty();
    }

    @Test
    @Section({"7.3.2", "7.3.3"})
    void failuresDoNotDisturbTheOrderOfCallbacks() throws Exception {
        TemporaryQueue gone = session.createTemporaryQueue();
        gone.delete();
        try (MessageProducer producer = session.createProducer(null)) {
            for (int i = 0; i < 20; i++) {
                producer.send(i % 3 == 0 ? gone : queue, text("m" + i), told);
            }
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add("m" + i + (i % 3 == 0 ? "!" : ""));
        }
        assertThat(told.summaries()).isEqualTo(expected);
    }

    // --- order and threads, 7.3.3, 7.3.7, 7.3.8 -----------------------------------------------------------------

    @Test
    @Section("7.3.8")
    void oneCallbackRunsAtATimeInASession() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Told counting = new Told(() -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
        });
        try (MessageProducer one = session.createProducer(queue);
                MessageProducer two = session.createProducer(topic)) {
            for (int i = 0; i < 100; i++) {
                send(i % 2 == 0 ? one : two, "m" + i, counting);
            }
        }
        assertThat(counting.calls()).hasSize(100);
        assertThat(most).hasValue(1);
    }

    @Test
    @Section("7.3.8")
    void sessionsDoNotWaitForEachOthersCallbacks() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Told slow = new Told(() -> go.await(5, TimeUnit.SECONDS));
        Session other = connection.createSession();
        send(session.createProducer(queue), "slow", slow);
        other.createProducer(queue).send(other.createTextMessage("quick"), told);
        assertThat(told.next().summary()).isEqualTo("quick");
        assertThat(slow.calls()).isEmpty();
        go.countDown();
        assertThat(slow.next().summary()).isEqualTo("slow");
    }

    @Test
    @Section({"7.3.8", "JMSProducer"})
    void allProducersOfAContextShareOneOrderOfCallbacks() {
        List<String> expected = new ArrayList<>();
        try (JMSContext context = factory.createContext()) {
            JMSProducer one = context.createProducer().setAsync(told);
            JMSProducer two = context.createProducer().setAsync(told);
            for (int i = 0; i < 40; i++) {
                (i % 3 == 0 ? one : two).send(i % 2 == 0 ? queue : topic, "m" + i);
                expected.add("m" + i);
            }
        }
        assertThat(told.summaries()).isEqualTo(expected);
    }

    @Test
    @Section("7.3.8")
    void noCallbackRunsOnTheThreadThatSends() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 50; i++) {
                send(producer, "m" + i, told);
            }
        }
        assertThat(told.calls()).hasSize(50).noneMatch(call -> call.thread() == Thread.currentThread());
    }

    @Test
    @Section({"7.3.8", "7.3.7"})
    void theSenderIsFreeWhileACallbackRuns() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Told slow = new Told(() -> go.await(5, TimeUnit.SECONDS));
        try (MessageProducer producer = session.createProducer(queue)) {
            send(producer, "a", slow);
            send(producer, "b", slow);
            producer.send(text("c"));
            assertThat(drain(queue)).containsExactly("a", "b", "c");
            assertThat(slow.calls()).isEmpty();
            go.countDown();
        }
        assertThat(slow.summaries()).containsExactly("a", "b");
    }

    @Test
    @Section({"7.3.3", "6.2.9"})
    void synchronousAndAsynchronousSendsOfATransactionKeepTheirOrder() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageProducer producer = work.createProducer(queue);
            for (int i = 0; i < 10; i++) {
                if (i % 2 == 0) {
                    producer.send(work.createTextMessage("m" + i), told);
                } else {
                    producer.send(work.createTextMessage("m" + i));
                }
            }
            work.commit();
        }
        assertThat(drain(queue)).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }

    @Test
    @Section({"7.3.3", "JMSProducer"})
    void switchingAsynchronyOnAndOffKeepsTheOrder() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSProducer producer = context.createProducer();
        producer.setAsync(told).send(queue, "a").setAsync(null).send(queue, "b").setAsync(told).send(queue, "c");
        var consumer = context.createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("b");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("c");
        context.close();
        assertThat(told.summaries()).containsExactly("a", "c");
    }

    // --- what a callback may not do, 7.3.4 ----------------------------------------------------------------------

    @Test
    @Section({"7.3.4", "MessageProducer"})
    void aCallbackMayNotCloseItsProducerThoughItMayCloseAnother() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        MessageProducer other = session.createProducer(queue);
        Told closing = new Told(producer::close);
        send(producer, "x", closing);
        assertThat(closing.thrown()).isExactlyInstanceOf(IllegalStateException.class);
        Told closingOther = new Told(other::close);
        send(producer, "y", closingOther);
        assertThat(closingOther.thrown()).isNull();
        Refusal.of(IllegalStateException.class, () -> other.send(text("z")));
        producer.send(text("still open"));
    }

    @Test
    @Section("7.3.4")
    void aCallbackMayCloseAnotherSessionOfItsConnection() throws Exception {
        Session other = connection.createSession();
        Told closing = new Told(other::close);
        send(session.createProducer(queue), "x", closing);
        assertThat(closing.thrown()).isNull();
        Refusal.of(IllegalStateException.class, other::createMessage);
    }

    @Test
    @Section("7.3.4")
    void aCallbackMayCloseAnotherConnection() throws Exception {
        var other = started();
        Told closing = new Told(other::close);
        send(session.createProducer(queue), "x", closing);
        assertThat(closing.thrown()).isNull();
        Refusal.of(IllegalStateException.class, other::createSession);
    }

    @Test
    @Section("7.3.4")
    void aCallbackMayEndTheTransactionOfAnotherSession() throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        work.createProducer(queue).send(work.createTextMessage("committed"));
        Told committing = new Told(work::commit);
        send(session.createProducer(topic), "x", committing);
        assertThat(committing.thrown()).isNull();
        assertThat(drain(queue)).containsExactly("committed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "commit", "rollback"})
    @Section("7.3.4")
    void aCallbackThatWasToldOfAFailureMayDoNoMore(String what) throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        TemporaryQueue gone = work.createTemporaryQueue();
        gone.delete();
        Told ending = new Told(() -> {
            switch (what) {
                case "close" -> work.close();
                case "commit" -> work.commit();
                default -> work.rollback();
            }
        });
        work.createProducer(gone).send(work.createTextMessage("x"), ending);
        Told.Call call = ending.next();
        assertThat(call.failure()).isNotNull();
        assertThat(call.thrown()).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"7.3.4", "JMSProducer"})
    void aCallbackMayNotCloseItsContextThoughItMayCloseOneBeside() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext beside = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        Told closing = new Told(context::close);
        context.createProducer().setAsync(closing).send(queue, "x");
        assertThat(closing.thrown()).isExactlyInstanceOf(IllegalStateRuntimeException.class);
        Told closingBeside = new Told(beside::close);
        context.createProducer().setAsync(closingBeside).send(queue, "y");
        assertThat(closingBeside.thrown()).isNull();
        Refusal.of(IllegalStateRuntimeException.class, () -> beside.createMessage());
        context.createProducer().send(queue, "still open");
    }

    @Test
    @Section({"7.3.4", "6.1.8"})
    void aCallbackOfAnySessionMayNotCloseTheConnection() throws Exception {
        Session other = connection.createSession();
        Told closing = new Told(connection::close);
        other.createProducer(queue).send(other.createTextMessage("x"), closing);
        assertThat(closing.thrown()).isExactlyInstanceOf(IllegalStateException.class);
        session.createProducer(queue).send(text("still open"));
    }

    @Test
    @Section("7.3.4")
    void aCallbackMayRecoverItsSession() throws Exception {
        Session client = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = client.createConsumer(queue);
        session.createProducer(queue).send(text("again"));
        assertThat(next(consumer)).isEqualTo("again");
        Told recovering = new Told(client::recover);
        client.createProducer(topic).send(client.createTextMessage("x"), recovering);
        assertThat(recovering.thrown()).isNull();
        Message again = arrived(consumer.receive(SOON));
        assertThat(again.getJMSRedelivered()).isTrue();
    }

    @Test
    void aCallbackMaySendReceiveAndCreateWhileNobodyElseUsesTheSession() throws Exception {
        MessageConsumer consumer = session.createConsumer(queue);
        Told working = new Told(() -> {
            assertThat(next(consumer)).isEqualTo("x");
            session.createProducer(session.createQueue("second")).send(text("from inside"));
        });
        send(session.createProducer(queue), "x", working);
        assertThat(working.thrown()).isNull();
        assertThat(drain(session.createQueue("second"))).containsExactly("from inside");
    }

    @Test
    void aCallbackMayGoOnSendingAsynchronously() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        AtomicInteger left = new AtomicInteger(20);
        Told[] chain = new Told[1];
        chain[0] = new Told(() -> {
            if (left.decrementAndGet() > 0) {
                send(producer, "m" + left.get(), chain[0]);
            }
        });
        send(producer, "first", chain[0]);
        await("the chain has ended", () -> chain[0].calls().size() == 20);
        assertThat(chain[0].calls()).allMatch(call -> call.thrown() == null);
        assertThat(drain(queue)).hasSize(20);
    }

    // --- callbacks that fail ------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(classes = {RuntimeException.class, AssertionError.class})
    void aCallbackThatThrowsDisturbsNeitherSessionNorClose(Class<? extends Throwable> type) throws Exception {
        Throwable failure = type.getConstructor().newInstance();
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 3; i++) {
            producer.send(text("m" + i), new jakarta.jms.CompletionListener() {
                @Override
                public void onCompletion(Message message) {
                    throw sneaky(failure);
                }

                @Override
                public void onException(Message message, Exception exception) {
                    throw sneaky(failure);
                }
            });
        }
        send(producer, "last", told);
        soon(elsewhere(() -> {
            producer.close();
            return null;
        }));
        assertThat(told.summaries()).containsExactly("last");
        assertThat(drain(queue)).containsExactly("m0", "m1", "m2", "last");
    }

    private static RuntimeException sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    // --- what is completed --------------------------------------------------------------------------------------

    @Test
    @Section({"7.3", "JMSProducer"})
    void everyKindOfBodyOfAContextIsCompleted() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.createProducer().setAsync(told).setProperty("p", 1).send(queue, "words")
                .send(queue, Map.<String, Object>of("n", 1)).send(queue, new byte[] {1, 2})
                .send(queue, (Serializable) 5).send(queue, context.createMessage());
        context.close();
        assertThat(told.calls()).extracting(call -> call.failure()).containsOnlyNulls().hasSize(5);
        assertThat(told.calls().get(0).message()).isInstanceOf(TextMessage.class);
        assertThat(told.calls().get(1).message()).isInstanceOf(MapMessage.class);
        assertThat(told.calls().get(2).message()).isInstanceOf(BytesMessage.class);
        assertThat(told.calls().get(3).message()).isInstanceOf(ObjectMessage.class);
        for (Told.Call call : told.calls()) {
            assertThat(call.message().getIntProperty("p")).isEqualTo(1);
            assertThat(call.message().getJMSMessageID()).startsWith("ID:");
        }
    }

    @Test
    @Section({"7.3", "JMSProducer"})
    void aProducerOfAContextTellsWhoIsTold() {
        JMSProducer producer = context(JMSContext.AUTO_ACKNOWLEDGE).createProducer();
        assertThat(producer.getAsync()).isNull();
        assertThat(producer.setAsync(told)).isSameAs(producer);
        assertThat(producer.getAsync()).isSameAs(told);
        producer.setAsync(null).send(queue, "synchronous");
        assertThat(producer.getAsync()).isNull();
        assertThat(told.calls()).isEmpty();
    }

    @Test
    void everySendIsCompletedOnce() throws Exception {
        Message message = text("again and again");
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 30; i++) {
                producer.send(message, told);
            }
        }
        assertThat(told.calls()).hasSize(30).allMatch(call -> call.message() == message);
        assertThat(drain(queue)).hasSize(30);
    }

    @Test
    void aSendToATopicWithoutSubscribersCompletes() throws Exception {
        send(session.createProducer(topic), "nobody listens", told);
        assertThat(told.next().failure()).isNull();
    }

    @Test
    @Section({"7.3", "6.1.5"})
    void aStoppedConnectionCompletesSends() throws Exception {
        connection.stop();
        send(session.createProducer(queue), "x", told);
        assertThat(told.next().failure()).isNull();
    }

    @Test
    @Section({"7.3", "6.2.7"})
    void aSendInATransactionCompletesBeforeTheCommitAndIsNotSeenYet() throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        work.createProducer(queue).send(work.createTextMessage("x"), told);
        assertThat(told.next().failure()).isNull();
        assertThat(drain(queue)).isEmpty();
        work.commit();
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    @Section({"7.3.4", "6.2.7"})
    void aRollbackForgetsWhatWasCompleted() throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        work.createProducer(queue).send(work.createTextMessage("x"), told);
        work.rollback();
        assertThat(told.summaries()).containsExactly("x");
        work.commit();
        assertThat(drain(queue)).isEmpty();
    }
}
