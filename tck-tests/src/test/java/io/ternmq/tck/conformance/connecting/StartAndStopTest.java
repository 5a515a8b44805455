// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6.1.4 and 6.1.5 Starting and stopping")
@Section("6.1.4")
class StartAndStopTest extends Stage {

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private void note(Message message) {
        try {
            seen.add(textOf(message));
        } catch (Exception e) {
            seen.add(e.toString());
        }
    }

    private String seen() throws InterruptedException {
        return String.valueOf(seen.poll(SOON, TimeUnit.MILLISECONDS));
    }

    private void assertNothingSeen() throws InterruptedException {
        assertThat(seen.poll(BRIEFLY, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aNewConnectionDeliversNothing() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receiveNoWait()).isNull();
        assertEmpty(consumer);
        connection.start();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    void aListenerOfANewConnectionIsNotCalled() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(this::note);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertNothingSeen();
        connection.start();
        assertThat(seen()).isEqualTo("a");
    }

    @Test
    @Section({"6.1.4", "6.1.5"})
    void aStoppedConnectionSends() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        send(session, queue, "before");
        assertThat(next(consumer)).isEqualTo("before");
        connection.start();
        connection.stop();
        send(session, queue, "after");
        assertThat(next(consumer)).isEqualTo("after");
    }

    @Test
    void aStoppedConnectionCommitsWhatItSends() throws Exception {
        Session session = stopped().createSession(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        session.commit();
        assertThat(next(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue))).isEqualTo("a");
    }

    @Test
    void sessionsAndConsumersOfAStartedConnectionBeginAtOnce() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(this::note);
        send(connection.createSession(), queue, "a");
        assertThat(seen()).isEqualTo("a");
    }

    @Test
    void aContextStartsWithItsFirstConsumer() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a");
        assertThat(context.createConsumer(queue).receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    void everyKindOfConsumerStartsAContext() {
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = sender.createTopic("t");
        for (int kind = 0; kind < 5; kind++) {
            try (JMSContext context = factory.createContext()) {
                context.setClientID("client");
                JMSConsumer consumer = consumer(context, topic, kind);
                sender.createProducer().send(topic, "m" + kind);
                assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("m" + kind);
            }
        }
    }

    private static JMSConsumer consumer(JMSContext context, Topic topic, int kind) {
        return switch (kind) {
            case 0 -> context.createConsumer(topic);
            case 1 -> context.createDurableConsumer(topic, "durable");
            case 2 -> context.createSharedConsumer(topic, "shared");
            case 3 -> context.createSharedDurableConsumer(topic, "shared durable");
            default -> context.createConsumer(topic, "TRUE", true);
        };
    }

    @Test
    void withoutAutoStartAContextWaitsForStart() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setAutoStart(false);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a");
        context.createConsumer(queue).setMessageListener(this::note);
        assertNothingSeen();
        context.start();
        assertThat(seen()).isEqualTo("a");
    }

    @Test
    @Section({"6.1.4", "JMSContext"})
    void changingAutoStartNeitherStartsNorStops() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "a").send(queue, "b");
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(queue);
        context.setAutoStart(true);
        assertThat(consumer.receive(BRIEFLY)).isNull();
        context.start();
        context.setAutoStart(false);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("b");
    }

    @Test
    @Section({"6.1.4", "JMSContext"})
    void aConsumerOfOneContextStartsTheConnectionForAll() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setAutoStart(false);
        Queue queue = context.createQueue("q");
        JMSConsumer waiting = context.createConsumer(queue);
        JMSContext second = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        assertThat(second.getAutoStart()).isTrue();
        second.createConsumer(second.createQueue("other"));
        second.createProducer().send(queue, "a");
        assertThat(waiting.receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    void neitherProducersNorBrowsersStartAContext() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSContext waiting = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        waiting.setAutoStart(false);
        JMSConsumer consumer = waiting.createConsumer(queue);
        context.createProducer().send(queue, "a");
        assertThat(context.createBrowser(queue).getEnumeration().hasMoreElements()).isTrue();
        assertThat(consumer.receive(BRIEFLY)).isNull();
        context.start();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
    }

    // --- stopping -----------------------------------------------------------------------------------------------

    @Test
    @Section("6.1.5")
    void startingTwiceAndStoppingTwiceAreIgnored() throws Exception {
        Connection connection = stopped();
        connection.stop();
        connection.start();
        connection.start();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        connection.stop();
        connection.stop();
        send(session, queue, "a");
        assertEmpty(consumer);
        connection.start();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    @Section("6.1.5")
    void aReceiverWaitsOutTheStop() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        connection.stop();
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThatThrownBy(() -> receiving.get(BRIEFLY, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        connection.start();
        assertThat(textOf(soon(receiving))).isEqualTo("a");
    }

    @Test
    @Section("6.1.5")
    void theTimeOfAReceiverGoesOnWhileStopped() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive(300));
        connection.stop();
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(soon(receiving)).isNull();
        connection.start();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    @Section("6.1.5")
    void stopWaitsForTheListenersOfAllSessions() throws Exception {
        Connection connection = started();
        HeldListener one = new HeldListener(() -> {});
        HeldListener two = new HeldListener(() -> {});
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        for (HeldListener listener : new HeldListener[] {one, two}) {
            Session session = connection.createSession();
            Queue queue = session.createTemporaryQueue();
            session.createConsumer(queue).setMessageListener(listener);
            send(sender, queue, "a");
            soon(listener.entered());
        }
        CompletableFuture<Void> stopping = blocked(() -> {
            connection.stop();
            return null;
        });
        one.release();
        soon(one.outcome());
        assertThatThrownBy(() -> stopping.get(BRIEFLY, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        two.release();
        soon(stopping);
        assertThat(two.isOver()).isTrue();
    }

    @Test
    @Section("6.1.5")
    void aSecondStopWaitsForTheSameListener() throws Exception {
        Connection connection = started();
        HeldListener listener = new HeldListener(() -> {});
        listen(connection, "q", listener);
        CompletableFuture<Void> first = blocked(() -> {
            connection.stop();
            return null;
        });
        CompletableFuture<Void> second = blocked(() -> {
            connection.stop();
            return null;
        });
        assertThat(first.isDone() || second.isDone()).isFalse();
        listener.release();
        soon(first);
        soon(second);
        assertThat(listener.isOver()).isTrue();
    }

    @Test
    @Section("6.1.5")
    void aListenerThatIsWaitedForHasFullService() throws Exception {
        Connection connection = started();
        Queue replies = session(Session.AUTO_ACKNOWLEDGE).createQueue("replies");
        Session own = connection.createSession(Session.SESSION_TRANSACTED);
        HeldListener listener = new HeldListener(() -> {
            send(own, replies, "reply");
            own.commit();
            try (Session another = connection.createSession()) {
                send(another, replies, "another");
            }
        });
        Queue queue = own.createQueue("q");
        own.createConsumer(queue).setMessageListener(listener);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        soon(listener.entered());
        CompletableFuture<Void> stopping = blocked(() -> {
            connection.stop();
            return null;
        });
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(stopping);
        MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(replies);
        assertThat(next(consumer, 2)).containsExactly("reply", "another");
    }

    @Test
    @Section("6.1.5")
    void aStartDuringAStopCountsWhenTheStopIsOver() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue other = session.createQueue("other");
        MessageConsumer consumer = session.createConsumer(other);
        HeldListener listener = new HeldListener(connection::start);
        listen(connection, "q", listener);
        CompletableFuture<Void> stopping = blocked(() -> {
            connection.stop();
            return null;
        });
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        soon(stopping);
        send(session, other, "b");
        assertThat(next(consumer)).isEqualTo("b");
        connection.stop();
        connection.start();
        send(session, other, "c");
        assertThat(next(consumer)).isEqualTo("c");
    }

    @Test
    @Section("6.1.5")
    void aListenerMayNotStopItsOwnConnection() throws Exception {
        Connection connection = started();
        HeldListener listener = new HeldListener(connection::stop);
        listen(connection, "q", listener);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo(IllegalStateException.class.getSimpleName());
        Session session = connection.createSession();
        Queue other = session.createQueue("other");
        send(session, other, "b");
        assertThat(next(session.createConsumer(other))).as("still started").isEqualTo("b");
    }

    @Test
    @Section("6.1.5")
    void aListenerOfAContextMayStopNoneOfItsConnection() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sibling = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        Queue queue = context.createQueue("q");
        CompletableFuture<String> own = new CompletableFuture<>();
        CompletableFuture<String> other = new CompletableFuture<>();
        context.createConsumer(queue).setMessageListener(message -> {
            own.complete(HeldListener.nameOf(context::stop));
            other.complete(HeldListener.nameOf(sibling::stop));
        });
        sibling.createProducer().send(queue, "a");
        assertThat(soon(own)).isEqualTo(IllegalStateRuntimeException.class.getSimpleName());
        assertThat(soon(other)).isEqualTo(IllegalStateRuntimeException.class.getSimpleName());
    }

    @Test
    @Section("6.1.5")
    void aListenerMayStopAndStartAnotherConnection() throws Exception {
        Connection other = started();
        Session ofOther = other.createSession();
        MessageConsumer consumer = ofOther.createConsumer(ofOther.createQueue("other"));
        Connection connection = started();
        HeldListener listener = new HeldListener(other::stop);
        listen(connection, "q", listener);
        listener.release();
        assertThat(soon(listener.outcome())).isEqualTo("done");
        send(session(Session.AUTO_ACKNOWLEDGE), ofOther.createQueue("other"), "b");
        assertEmpty(consumer);
        other.start();
        assertThat(next(consumer)).isEqualTo("b");
    }

    @Test
    @Section("6.1.5")
    void whatAStoppedConnectionHadFetchedGoesToOthers() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(other, queue, 10);
        assertThat(next(consumer)).isEqualTo("m0");
        connection.stop();
        assertThat(next(other.createConsumer(queue), 9)).startsWith("m1").endsWith("m9");
    }

    private void listen(Connection connection, String name, HeldListener listener) throws Exception {
        Session session = connection.createSession();
        Queue queue = session.createQueue(name);
        session.createConsumer(queue).setMessageListener(listener);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        soon(listener.entered());
    }
}
