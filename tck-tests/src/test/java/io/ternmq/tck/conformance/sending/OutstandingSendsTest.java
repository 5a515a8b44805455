// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import io.ternmq.test.TestBroker;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.3.1, 7.3.4 and 7.3.6 Asynchronous sends under way")
@Section("7.3.4")
class OutstandingSendsTest extends Sending {

    private final Told told = new Told();
    private TestBroker test;

    @SuppressWarnings("NullAway.Init") // set before each test
    OutstandingSendsTest() {}

    @Override
    void beforeConnecting() {
        test = timeless();
    }

    @Test
    @Section("7.3.1")
    void nobodyIsToldBeforeAPersistentMessageIsSafe() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        producer.send(text("makes the queue"));
        test.faults().store().holdCompletions();
        producer.send(text("x"), told);
        test.faults().store().awaitHeldAppends(1);
        test.awaitIdle();
        assertThat(told.calls()).isEmpty();
        test.faults().store().releaseCompletions();
        assertThat(told.next().summary()).isEqualTo("x");
    }

    @Test
    @Section({"7.2", "7.3.1"})
    void aSynchronousSenderWaitsUntilAPersistentMessageIsSafe() throws Exception {
        test.faults().store().holdCompletions();
        CompletableFuture<Void> sending = elsewhere(() -> {
            session.createProducer(queue).send(text("x"));
            return null;
        });
        test.faults().store().awaitHeldAppends(1);
        assertThat(sending).isNotDone();
        test.faults().store().releaseCompletions();
        soon(sending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "session", "connection", "commit", "rollback"})
    @Section({"7.3.4", "6.1.8", "6.2.15", "MessageProducer"})
    void whatEndsASendWaitsForItsAnswer(String what) throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = work.createProducer(queue);
        test.faults().link().holdReplies();
        producer.send(work.createTextMessage("a"), told);
        producer.send(work.createTextMessage("b"), told);
        test.faults().link().awaitHeldReplies(2);
        CompletableFuture<Integer> ending = blocked(() -> {
            switch (what) {
                case "producer" -> producer.close();
                case "session" -> work.close();
                case "connection" -> connection.close();
                case "commit" -> work.commit();
                default -> work.rollback();
            }
            return told.calls().size();
        });
        assertThat(ending).isNotDone();
        assertThat(told.calls()).isEmpty();
        test.faults().link().releaseReplies();
        assertThat(soon(ending)).as("callbacks before the end").isEqualTo(2);
        assertThat(told.summaries()).as("they complete normally").containsExactly("a", "b");
    }

    @Test
    @Section({"7.3.4", "JMSProducer"})
    void closingAContextWaitsForTheAnswer() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        test.faults().link().holdReplies();
        context.createProducer().setAsync(told).send(queue, "a");
        test.faults().link().awaitHeldReplies(1);
        CompletableFuture<Integer> ending = blocked(() -> {
            context.close();
            return told.calls().size();
        });
        assertThat(ending).isNotDone();
        test.faults().link().releaseReplies();
        assertThat(soon(ending)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "session", "connection", "commit", "rollback"})
    void whatEndsASendWaitsForCallbacksThatRun(String what) throws Exception {
        Session work = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = work.createProducer(queue);
        CountDownLatch go = new CountDownLatch(1);
        Told slow = new Told(() -> go.await(5, TimeUnit.SECONDS));
        producer.send(work.createTextMessage("a"), slow);
        CompletableFuture<Integer> ending = blocked(() -> {
            switch (what) {
                case "producer" -> producer.close();
                case "session" -> work.close();
                case "connection" -> connection.close();
                case "commit" -> work.commit();
                default -> work.rollback();
            }
            return slow.calls().size();
        });
        assertThat(ending).isNotDone();
        go.countDown();
        assertThat(soon(ending)).isEqualTo(1);
    }

    @Test
    void aCloseAlsoWaitsForWhatItsCallbacksSend() throws Exception {
        Session other = connection.createSession();
        MessageProducer producer = other.createProducer(queue);
        CountDownLatch closing = new CountDownLatch(1);
        Told first = new Told(() -> {
            closing.await(5, TimeUnit.SECONDS);
            producer.send(other.createTextMessage("second"), told);
        });
        producer.send(other.createTextMessage("first"), first);
        CompletableFuture<Void> ending = blocked(() -> {
            other.close();
            return null;
        });
        closing.countDown();
        soon(ending);
        assertThat(first.next().thrown()).isNull();
        assertThat(told.summaries()).containsExactly("second");
        assertThat(drain(queue)).containsExactly("first", "second");
    }

    @Test
    @Section({"7.3.2", "7.3.4"})
    void sendsWhoseAnswerIsLostFailAndHoldNobodyUp() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        test.faults().link().holdReplies();
        producer.send(text("a"), told);
        producer.send(text("b"), told);
        test.faults().link().awaitHeldReplies(2);
        test.faults().link().loseAllConnections();
        for (String text : new String[] {"a!", "b!"}) {
            Told.Call call = told.next();
            assertThat(call.summary()).isEqualTo(text);
            assertThat(call.failure()).isExactlyInstanceOf(JMSException.class);
            assertThat(((JMSException) java.util.Objects.requireNonNull(call.failure())).getErrorCode())
                    .isEqualTo(ErrorCode.CONNECTION_LOST.code());
        }
        soon(elsewhere(() -> {
            producer.close();
            session.close();
            connection.close();
            return null;
        }));
    }

    @Test
    @Section("7.3.2")
    void aSendOnALostConnectionFailsOneWayOrTheOther() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        test.faults().link().loseAllConnections();
        Refusal.of(JMSException.class, ErrorCode.CONNECTION_LOST, () -> producer.send(text("x")));
        producer.send(text("y"), told);
        assertThat(told.next().failure()).isInstanceOf(JMSException.class);
    }

    @Test
    @Section({"7.3.6", "3.4.11"})
    void theHeadersAreThereWhenTheListenerIsTold() throws Exception {
        Message message = text("x");
        message.setJMSMessageID("ID:mine");
        message.setJMSPriority(1);
        message.setJMSExpiration(1);
        message.setJMSTimestamp(1);
        message.setJMSDeliveryTime(1);
        message.setJMSDestination(topic);
        long now = test.clock().millis();
        session.createProducer(queue).send(message, 1, 8, 5_000, told);
        Message sent = told.next().message();
        assertThat(sent).isSameAs(message);
        assertThat(sent.getJMSMessageID()).startsWith("ID:").isNotEqualTo("ID:mine");
        assertThat(sent.getJMSPriority()).isEqualTo(8);
        assertThat(sent.getJMSExpiration()).isEqualTo(now + 5_000);
        assertThat(sent.getJMSTimestamp()).isEqualTo(now);
        assertThat(sent.getJMSDeliveryTime()).isEqualTo(now);
        assertThat(sent.getJMSDestination()).isEqualTo(queue);
        assertThat(sent.getJMSDeliveryMode()).isEqualTo(1);
    }

    @Test
    @Section({"7.3.9", "3.9"})
    void aMessageThatIsUnderWayCanBeReadAndSentAgain() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        test.faults().link().holdReplies();
        Message message = text("first");
        producer.send(message, told);
        assertThat(message.getBody(String.class)).isEqualTo("first");
        message.clearBody();
        ((jakarta.jms.TextMessage) message).setText("second");
        producer.send(message, told);
        test.faults().link().awaitHeldReplies(2);
        test.faults().link().releaseReplies();
        producer.close();
        assertThat(told.calls()).hasSize(2);
        assertThat(drain(queue)).containsExactly("first", "second");
    }
}
