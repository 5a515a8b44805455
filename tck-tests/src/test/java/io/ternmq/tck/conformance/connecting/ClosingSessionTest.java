// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2.15 Closing a session")
@Section("6.2.15")
class ClosingSessionTest extends Stage {

    private CompletableFuture<Void> closingElsewhere(AutoCloseable closeable) throws Exception {
        return blocked(() -> {
            closeable.close();
            return null;
        });
    }

    private HeldListener listen(Session session, Queue queue, HeldListener.Step step) throws Exception {
        HeldListener listener = new HeldListener(step);
        session.createConsumer(queue).setMessageListener(listener);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        soon(listener.entered());
        return listener;
    }

    @Test
    void closingASessionLeavesTheOthersAlone() throws Exception {
        Connection connection = started();
        Session closed = connection.createSession();
        Session open = connection.createSession();
        Queue queue = open.createQueue("q");
        MessageConsumer consumer = open.createConsumer(queue);
        closed.close();
        send(open, queue, "a");
        assertThat(next(consumer)).isEqualTo("a");
        assertThatThrownBy(closed::createMessage).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingEndsReceivers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createTopic("t"));
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive(20_000));
        session.close();
        assertThat(soon(receiving)).isNull();
    }

    @Test
    void closingWaitsForTheRunningListenerOnly() throws Exception {
        Connection connection = started();
        Session own = connection.createSession();
        Session other = connection.createSession();
        HeldListener ofOwn = listen(own, own.createQueue("own"), () -> {});
        HeldListener ofOther = listen(other, own.createQueue("other"), () -> {});
        CompletableFuture<Void> closing = closingElsewhere(own);
        assertThat(closing.isDone()).isFalse();
        ofOwn.release();
        soon(closing);
        assertThat(ofOther.isOver()).isFalse();
        ofOther.release();
        soon(ofOther.outcome());
    }

    @Test
    void aListenerThatIsWaitedForHasItsWholeSession() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue replies = session.createQueue("replies");
        HeldListener listener = listen(session, session.createQueue("q"), () -> {
            MessageProducer producer = session.createProducer(replies);
            producer.send(session.createTextMessage("reply"));
            producer.close();
            session.commit();
        });
        CompletableFuture<Void> closing = closingElsewhere(session);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(closing);
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        assertThat(next(after.createConsumer(replies))).isEqualTo("reply");
        assertEmpty(after.createConsumer(after.createQueue("q")));
    }

    @Test
    void aConsumerThatAListenerOpensMeanwhileIsClosedToo() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue other = session.createQueue("other");
        CompletableFuture<MessageConsumer> opened = new CompletableFuture<>();
        HeldListener listener = listen(session, session.createQueue("q"),
                () -> opened.complete(session.createConsumer(other)));
        CompletableFuture<Void> closing = closingElsewhere(session);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(closing);
        MessageConsumer late = soon(opened);
        assertThatThrownBy(late::getMessageSelector).isInstanceOf(IllegalStateException.class);
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(after, other, 5);
        assertThat(next(after.createConsumer(other), 5)).as("nothing is held back").startsWith("m0").endsWith("m4");
    }

    @Test
    void aSecondCallWaitsForTheFirst() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        HeldListener listener = listen(session, session.createQueue("q"), () -> {});
        CompletableFuture<Void> one = closingElsewhere(session);
        CompletableFuture<Void> two = closingElsewhere(session);
        assertThat(one.isDone() || two.isDone()).isFalse();
        listener.release();
        soon(one);
        soon(two);
        session.close();
    }

    @Test
    void aListenerMayNotCloseItsOwnSession() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        HeldListener listener = listen(session, session.createQueue("q"), session::close);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo(IllegalStateException.class.getSimpleName());
        assertThat(session.getTransacted()).as("still open").isFalse();
    }

    @Test
    void aListenerMayNotCloseItsOwnContextEvenIfItIsNotTheLast() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sibling = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        CompletableFuture<String> outcome = new CompletableFuture<>();
        context.createConsumer(context.createQueue("q")).setMessageListener(message -> outcome.complete(
                HeldListener.nameOf(context::close) + " " + HeldListener.nameOf(sibling::close)));
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        sender.createProducer().send(sender.createQueue("q"), "a");
        assertThat(soon(outcome)).isEqualTo(IllegalStateRuntimeException.class.getSimpleName() + " done");
        assertThatThrownBy(sibling::createMessage).isInstanceOf(IllegalStateRuntimeException.class);
        assertThat(context.getTransacted()).isFalse();
    }

    @Test
    void aListenerMayCloseASiblingThatReceives() throws Exception {
        Connection connection = started();
        Session sibling = connection.createSession();
        MessageConsumer consumer = sibling.createConsumer(sibling.createQueue("other"));
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        Session session = connection.createSession();
        HeldListener listener = listen(session, session.createQueue("q"), sibling::close);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        assertThat(soon(receiving)).isNull();
    }

    @Test
    @Section({"6.2.15", "7.3.4"})
    void aCompletionListenerMayCloseAnotherSessionButNotItsOwn() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Session sibling = connection.createSession();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        session.createProducer(session.createQueue("q")).send(session.createMessage(), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                outcome.complete(HeldListener.nameOf(session::close) + " " + HeldListener.nameOf(sibling::close));
            }

            @Override
            public void onException(Message message, Exception exception) {
                outcome.completeExceptionally(exception);
            }
        });
        assertThat(soon(outcome)).isEqualTo("IllegalStateException done");
        assertThat(session.getTransacted()).isFalse();
        assertThatThrownBy(sibling::getTransacted).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"6.2.15", "7.3.4"})
    void aCompletionListenerMayCloseTheConsumerWhoseListenerWaitsForIt() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<String> closed = new CompletableFuture<>();
        HeldListener listener = new HeldListener(() -> {
            session.createProducer(session.createQueue("out")).send(session.createMessage(), new CompletionListener() {
                @Override
                public void onCompletion(Message message) {
                    closed.complete(HeldListener.nameOf(consumer::close));
                }

                @Override
                public void onException(Message message, Exception exception) {
                    closed.completeExceptionally(exception);
                }
            });
            session.commit();
        });
        consumer.setMessageListener(listener);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        soon(listener.entered());
        listener.release();
        assertThat(soon(closed)).isEqualTo("done");
        assertThat(soon(listener.outcome())).isEqualTo("done");
        assertThatThrownBy(consumer::getMessageSelector).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"6.2.15", "6.2"})
    void whatWasNotAcknowledgedFromAQueueComesAgain() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(after, queue, "a", "b", "c");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer, 2)).containsExactly("a", "b");
        session.close();
        MessageConsumer again = after.createConsumer(queue);
        Message first = again.receive(SOON);
        assertThat(textOf(first)).isEqualTo("a");
        assertThat(first.getJMSRedelivered()).isTrue();
        assertThat(next(again)).isEqualTo("b");
        Message third = again.receive(SOON);
        assertThat(textOf(third)).isEqualTo("c");
        assertThat(third.getJMSRedelivered()).as("nobody has seen it").isFalse();
    }

    @Test
    @Section({"6.2.15", "6.2"})
    void whatWasNotAcknowledgedFromADurableSubscriptionComesAgain() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createDurableConsumer(topic, "s");
        send(session, topic, "a");
        assertThat(next(consumer)).isEqualTo("a");
        session.close();
        Message again = connection.createSession().createDurableConsumer(topic, "s").receive(SOON);
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void theMessageOfAListenerThatIsWaitedForIsAcknowledged(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        HeldListener listener = listen(session, queue, () -> {});
        CompletableFuture<Void> closing = closingElsewhere(session);
        listener.release();
        soon(closing);
        assertEmpty(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue));
    }

    @Test
    void aTransactionIsRolledBack() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Session other = connection.createSession();
        Queue in = session.createQueue("in");
        Queue out = session.createQueue("out");
        send(other, in, "a");
        assertThat(next(session.createConsumer(in))).isEqualTo("a");
        send(session, out, "b");
        session.close();
        assertThat(next(other.createConsumer(in))).isEqualTo("a");
        assertEmpty(other.createConsumer(out));
    }

    @Test
    void aCommitThatMeetsTheClosingIsDoneWholeOrNotAtAll() throws Exception {
        Connection connection = started();
        Session other = connection.createSession();
        Queue in = other.createQueue("in");
        Queue out = other.createQueue("out");
        for (int round = 0; round < 40; round++) {
            send(other, in, "a");
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            assertThat(next(session.createConsumer(in))).isEqualTo("a");
            send(session, out, "b");
            CompletableFuture<Boolean> committing = elsewhere(() -> isDone(session::commit));
            spin(round * 5_000L);
            session.close();
            boolean committed = soon(committing);
            assertThat(holds(other, in)).as("given back in round " + round).isEqualTo(!committed);
            assertThat(holds(other, out)).as("sent in round " + round).isEqualTo(committed);
        }
    }

    private interface Step {
        void run() throws JMSException;
    }

    private static boolean isDone(Step step) {
        try {
            step.run();
            return true;
        } catch (JMSException e) {
            return false;
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static boolean holds(Session session, Queue queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(queue)) {
            return consumer.receiveNoWait() != null;
        }
    }

    @Test
    void itsMessagesStayUsable() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Session other = connection.createSession();
        Queue queue = session.createQueue("q");
        send(other, queue, "a");
        TextMessage received = (TextMessage) session.createConsumer(queue).receive(SOON);
        session.close();
        assertThat(received.getText()).isEqualTo("a");
        received.clearBody();
        received.setText("b");
        assertThatThrownBy(received::acknowledge).isInstanceOf(IllegalStateException.class);
        other.createProducer(session(Session.AUTO_ACKNOWLEDGE).createQueue("out")).send(received);
    }

    @Test
    void closingWaitsForCallbacksOfAsynchronousSends() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        CompletableFuture<Void> go = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        session.createProducer(session.createQueue("q")).send(session.createMessage(), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                begun.complete(null);
                go.join();
            }

            @Override
            public void onException(Message message, Exception exception) {
                begun.completeExceptionally(exception);
            }
        });
        soon(begun);
        CompletableFuture<Void> closing = closingElsewhere(session);
        assertThat(closing.isDone()).isFalse();
        go.complete(null);
        soon(closing);
    }
}
