// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.1.8 Closing a connection")
@Section("6.1.8")
class ClosingConnectionTest extends Stage {

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
    void closingEndsEveryReceiverOfEverySession() throws Exception {
        Connection connection = started();
        List<CompletableFuture<Message>> receiving = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue("q" + i));
            receiving.add(blocked(() -> consumer.receive()));
        }
        connection.close();
        for (CompletableFuture<Message> one : receiving) {
            assertThat(soon(one)).isNull();
        }
    }

    @Test
    void closingEndsReceiversOfAStoppedConnection() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        connection.close();
        assertThat(soon(receiving)).isNull();
    }

    @Test
    void closingReturnsWhenTheReceiversHaveReturned() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> returned = elsewhere(() -> {
            thread.complete(Thread.currentThread());
            return consumer.receive() == null;
        });
        awaitParked(soon(thread));
        connection.close();
        assertThat(soon(returned)).isTrue();
    }

    @Test
    void closingWaitsForRunningListeners() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        HeldListener listener = listen(session, session.createQueue("q"), () -> {});
        CompletableFuture<Void> closing = closingElsewhere(connection);
        assertThat(closing.isDone()).isFalse();
        listener.release();
        soon(closing);
        assertThat(listener.isOver()).isTrue();
    }

    @Test
    void aListenerThatIsWaitedForUsesItsOwnSession() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue replies = session.createQueue("replies");
        CompletableFuture<Message> current = new CompletableFuture<>();
        HeldListener listener = listen(session, session.createQueue("q"), () -> {
            send(session, replies, "reply");
            soon(current).acknowledge();
            assertThat(session.getAcknowledgeMode()).isEqualTo(Session.CLIENT_ACKNOWLEDGE);
            assertThat(session.createBrowser(replies).getEnumeration().hasMoreElements()).isTrue();
        });
        current.complete(soon(listener.entered()));
        CompletableFuture<Void> closing = closingElsewhere(connection);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(closing);
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        assertThat(next(after.createConsumer(replies))).isEqualTo("reply");
        assertEmpty(after.createConsumer(after.createQueue("q")));
    }

    @Test
    void aListenerThatIsWaitedForUsesAnOlderSessionOfItsConnection() throws Exception {
        Connection connection = started();
        Session forReplies = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = forReplies.createProducer(forReplies.createQueue("replies"));
        Session session = connection.createSession();
        HeldListener listener = listen(session, session.createQueue("q"), () -> {
            producer.send(forReplies.createTextMessage("reply"));
            forReplies.commit();
        });
        CompletableFuture<Void> closing = closingElsewhere(connection);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(closing);
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        assertThat(next(after.createConsumer(after.createQueue("replies")))).isEqualTo("reply");
    }

    @Test
    void aListenerThatIsWaitedForOpensAnotherSession() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        CompletableFuture<Session> opened = new CompletableFuture<>();
        HeldListener listener = listen(session, session.createQueue("q"), () -> {
            Session another = connection.createSession();
            send(another, another.createQueue("replies"), "reply");
            opened.complete(another);
        });
        CompletableFuture<Void> closing = closingElsewhere(connection);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(closing);
        assertThatThrownBy(soon(opened)::createMessage).isInstanceOf(IllegalStateException.class);
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        assertThat(next(after.createConsumer(after.createQueue("replies")))).isEqualTo("reply");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListenerThatIsWaitedForReceivesWhatIsThere(boolean sentBefore) throws Exception {
        Connection connection = started();
        Session receiving = connection.createSession();
        Queue replies = receiving.createQueue("replies");
        MessageConsumer consumer = receiving.createConsumer(replies);
        Session session = connection.createSession();
        HeldListener listener = listen(session, session.createQueue("q"), () -> {
            if (!sentBefore) {
                send(session, replies, "one", "other");
            }
            assertThat(next(consumer)).isEqualTo("one");
            assertThat(textOf(consumer.receive())).isEqualTo("other");
        });
        if (sentBefore) {
            send(session(Session.AUTO_ACKNOWLEDGE), replies, "one", "other");
        }
        CompletableFuture<Void> closing = closingElsewhere(connection);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(closing);
        assertEmpty(session(Session.AUTO_ACKNOWLEDGE).createConsumer(replies));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListenerThatReceivesInAnotherSessionIsNotWaitedForInVain(boolean olderSession) throws Exception {
        Connection connection = started();
        Session older = connection.createSession();
        Session session = connection.createSession();
        Session receiving = olderSession ? older : connection.createSession();
        MessageConsumer consumer = receiving.createConsumer(session.createQueue("empty"));
        CompletableFuture<Boolean> nothing = new CompletableFuture<>();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        HeldListener listener = listen(session, session.createQueue("q"), () -> {
            thread.complete(Thread.currentThread());
            nothing.complete(consumer.receive() == null);
            consumer.receive();
        });
        listener.release();
        awaitParked(soon(thread));
        connection.close();
        assertThat(soon(nothing)).isTrue();
        assertThat(soon(listener.outcome())).isEqualTo("done");
    }

    @Test
    void aListenerThatIsWaitedForAsksItsConsumerAndConnection() throws Exception {
        Connection connection = started();
        connection.setExceptionListener(e -> {});
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"), "TRUE");
        HeldListener listener = new HeldListener(() -> {
            assertThat(consumer.getMessageSelector()).isEqualTo("TRUE");
            assertThat(consumer.getMessageListener()).isNotNull();
            assertThat(connection.getExceptionListener()).isNotNull();
            session.createTemporaryQueue().delete();
        });
        consumer.setMessageListener(listener);
        send(session(Session.AUTO_ACKNOWLEDGE), session.createQueue("q"), "a");
        soon(listener.entered());
        CompletableFuture<Void> closing = closingElsewhere(connection);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(closing);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void theMessageOfAListenerThatIsWaitedForIsAcknowledged(int mode) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(mode);
        Queue queue = session.createQueue("q");
        HeldListener listener = listen(session, queue, () -> {});
        CompletableFuture<Void> closing = closingElsewhere(connection);
        listener.release();
        soon(closing);
        assertEmpty(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue));
    }

    @Test
    void noListenerIsCalledAfterClose() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        List<String> calls = new ArrayList<>();
        HeldListener first = new HeldListener(() -> {});
        session.createConsumer(queue).setMessageListener(message -> {
            calls.add("called");
            first.onMessage(message);
        });
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(other, queue, 5);
        soon(first.entered());
        CompletableFuture<Void> closing = closingElsewhere(connection);
        first.release();
        soon(closing);
        assertThat(calls).hasSize(1);
        assertThat(next(other.createConsumer(queue), 4)).containsExactly("m1", "m2", "m3", "m4");
    }

    @Test
    void aListenerMayNotCloseItsOwnConnection() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        HeldListener listener = listen(session, session.createQueue("q"), connection::close);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo(IllegalStateException.class.getSimpleName());
        assertThat(connection.getClientID()).as("still open").isNull();
    }

    @Test
    void aListenerMayNotCloseTheLastContextOfItsConnection() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        context.createConsumer(context.createQueue("q"))
                .setMessageListener(message -> outcome.complete(HeldListener.nameOf(context::close)));
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        sender.createProducer().send(sender.createQueue("q"), "a");
        assertThat(soon(outcome)).isEqualTo(IllegalStateRuntimeException.class.getSimpleName());
        assertThat(context.getTransacted()).isFalse();
    }

    @Test
    void aListenerMayCloseAnotherConnection() throws Exception {
        Connection other = started();
        MessageConsumer consumer = other.createSession().createConsumer(
                session(Session.AUTO_ACKNOWLEDGE).createQueue("other"));
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        HeldListener listener = listen(session, session.createQueue("q"), other::close);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        assertThat(soon(receiving)).isNull();
    }

    @Test
    @Section({"6.1.8", "7.3.4"})
    void aCompletionListenerMayNotCloseItsConnectionButAnother() throws Exception {
        Connection connection = started();
        Connection other = stopped();
        Session session = connection.createSession();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        session.createProducer(session.createQueue("q")).send(session.createMessage(), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                outcome.complete(
                        HeldListener.nameOf(connection::close) + " " + HeldListener.nameOf(other::close));
            }

            @Override
            public void onException(Message message, Exception exception) {
                outcome.completeExceptionally(exception);
            }
        });
        assertThat(soon(outcome)).isEqualTo("IllegalStateException done");
        assertThatThrownBy(other::start).isInstanceOf(IllegalStateException.class);
        connection.stop();
    }

    @Test
    void everythingThatAConnectionMadeIsClosedWithIt() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        MessageProducer producer = session.createProducer(queue);
        var browser = session.createBrowser(queue);
        Message message = session.createMessage();
        connection.close();
        assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> consumer.receive(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> producer.send(message)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(browser::getEnumeration).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeIsIgnoredOnWhatIsClosed() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        List<AutoCloseable> all = List.of(
                session.createConsumer(queue), session.createProducer(queue), session.createBrowser(queue),
                session, connection);
        connection.close();
        for (AutoCloseable one : all) {
            assertThatCode(one::close).doesNotThrowAnyException();
            assertThatCode(one::close).doesNotThrowAnyException();
        }
    }

    @Test
    void twoThreadsMayCloseAtOnceAndBothWait() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        HeldListener listener = listen(session, session.createQueue("q"), () -> {});
        CompletableFuture<Void> one = closingElsewhere(connection);
        CompletableFuture<Void> two = closingElsewhere(connection);
        assertThat(one.isDone() || two.isDone()).isFalse();
        listener.release();
        soon(one);
        soon(two);
    }

    @Test
    void transactionsAreRolledBack() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        Queue in = session.createQueue("in");
        Queue out = session.createQueue("out");
        Topic topic = session.createTopic("t");
        MessageConsumer subscriber = after.createConsumer(topic);
        send(after, in, "a");
        assertThat(next(session.createConsumer(in))).isEqualTo("a");
        send(session, out, "b");
        send(session, topic, "c");
        connection.close();
        Message again = after.createConsumer(in).receive(SOON);
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertEmpty(after.createConsumer(out));
        assertEmpty(subscriber);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, 4, 101})
    void closingAcknowledgesNothing(int mode) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(mode);
        Queue queue = session.createQueue("q");
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        send(after, queue, "a", "b");
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = consumer.receive(SOON);
        assertThat(next(consumer)).isEqualTo("b");
        connection.close();
        assertThatThrownBy(first::acknowledge).isInstanceOf(IllegalStateException.class);
        assertThat(next(after.createConsumer(queue), 2)).containsExactly("a", "b");
    }

    @Test
    void messagesOutliveTheConnectionThatMadeOrReceivedThem() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        send(session, queue, "received");
        TextMessage received = (TextMessage) session.createConsumer(queue).receive(SOON);
        TextMessage made = session.createTextMessage("made");
        connection.close();
        made.setStringProperty("p", "v");
        received.clearProperties();
        received.setIntProperty("n", 1);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        other.createProducer(queue).send(made);
        other.createProducer(queue).send(received);
        assertThat(next(other.createConsumer(queue), 2)).containsExactly("made", "received");
    }

    @Test
    void temporaryDestinationsEndWithTheConnection() throws Exception {
        Connection connection = started();
        TemporaryQueue queue = connection.createSession().createTemporaryQueue();
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = other.createProducer(queue);
        producer.send(other.createTextMessage("in time"));
        connection.close();
        assertThatThrownBy(() -> producer.send(other.createTextMessage("late")))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(queue::delete).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aConnectionMayBeClosedBeforeAndWithoutAnyUse() throws Exception {
        Connection connection = factory.createConnection();
        connection.close();
        assertThatThrownBy(connection::createSession)
                .isInstanceOfSatisfying(IllegalStateException.class, e ->
                        assertThat(e.getErrorCode()).isEqualTo("TERN-401"))
                .hasMessageContaining("closed");
    }

    @Test
    void closingAStoppedConnectionWithAListenerCallsNobody() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        HeldListener listener = new HeldListener(() -> {});
        session.createConsumer(queue).setMessageListener(listener);
        send(session, queue, "a");
        connection.close();
        assertThatThrownBy(() -> listener.entered().get(BRIEFLY, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(next(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue))).isEqualTo("a");
    }
}
