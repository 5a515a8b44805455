// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("11.2 Dialogues with server sessions and their pool")
@Section({"11.2.5", "ServerSession", "ServerSessionPool"})
class ServerSessionTest extends Serving {

    private final BlockingQueue<JMSException> trouble = new LinkedBlockingQueue<>();

    private Connection server() throws JMSException {
        Connection server = started();
        server.setExceptionListener(trouble::add);
        return server;
    }

    // --- the session of a server session, 11.2.1 ----------------------------------------------------------------

    @Test
    @Section({"11.2.1", "Session"})
    void aSessionTellsItsListener() throws Exception {
        MessageListener listener = message -> {};
        assertThat(session.getMessageListener()).isNull();
        session.setMessageListener(listener);
        assertThat(session.getMessageListener()).isSameAs(listener);
        session.setMessageListener(null);
        assertThat(session.getMessageListener()).isNull();
        session.close();
        Refusal.of(IllegalStateException.class, session::getMessageListener);
        Refusal.of(IllegalStateException.class, () -> session.setMessageListener(listener));
    }

    @Test
    @Section({"11.2.1", "Session"})
    void aSessionWithAListenerReceivesInNoOtherWay() throws Exception {
        MessageConsumer consumer = session.createConsumer(queue);
        session.setMessageListener(message -> {});
        Refusal.of(IllegalStateException.class, consumer::receive);
        Refusal.of(IllegalStateException.class, () -> consumer.receive(1));
        Refusal.of(IllegalStateException.class, consumer::receiveNoWait);
        Refusal.of(IllegalStateException.class, () -> consumer.setMessageListener(message -> {}));
        session.createProducer(queue).send(text("sending is allowed"));
        session.setMessageListener(null);
        assertThat(next(consumer)).isEqualTo("sending is allowed");
    }

    @Test
    @Section({"11.2.1", "Session"})
    void aSessionWhoseConsumerListensHasNoListenerOfItsOwn() throws Exception {
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(message -> {});
        Refusal.of(IllegalStateException.class, () -> session.setMessageListener(message -> {}));
        consumer.setMessageListener(null);
        session.setMessageListener(message -> {});
    }

    @Test
    @Section({"11.2.1", "Session"})
    void aSessionWithoutWorkRunsAndReturns() throws Exception {
        session.setMessageListener(message -> {});
        session.run();
        assertNothingServed();
    }

    @Test
    @Section({"11.2.1", "Session"})
    void aSessionWithoutListenerOrAClosedOneDoesNotRun() throws Exception {
        Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, session::run);
        session.setMessageListener(message -> {});
        session.close();
        Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, session::run);
    }

    @Test
    @Section({"11.2.1", "11.2.6"})
    void aServerSessionMayRunItsSessionAtOnce() throws Exception {
        Connection server = server();
        Session worker = server.createSession();
        worker.setMessageListener(noting(worker));
        server.createConnectionConsumer(queue, null, () -> server(worker, worker), 1);
        sendMany(session, queue, 5);
        assertThat(nextTexts(5)).containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    // --- acknowledgement ----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section({"11.2.1", "6.2.10"})
    void theSessionThatServedAMessageHasAcknowledgedIt(int mode) throws Exception {
        Connection server = server();
        Pool pool = threaded();
        pool.add(server, mode, this::noting);
        server.createConnectionConsumer(queue, null, pool, 1);
        sendMany(session, queue, 3);
        assertThat(nextTexts(3)).containsExactly("m0", "m1", "m2");
        await("the pool is at rest", () -> pool.idle() == 1);
        server.close();
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section({"11.2.1", "6.2.10"})
    void theListenerAcknowledgesWhereThatIsForTheProgram() throws Exception {
        Connection server = server();
        Pool pool = threaded();
        pool.add(server, Session.CLIENT_ACKNOWLEDGE, worker -> message -> {
            note(message, worker);
            try {
                if (textOf(message).equals("m1")) {
                    message.acknowledge();
                }
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        server.createConnectionConsumer(queue, null, pool, 1);
        sendMany(session, queue, 3);
        nextTexts(3);
        await("the pool is at rest", () -> pool.idle() == 1);
        server.close();
        assertThat(drain(queue)).containsExactly("m2");
    }

    @Test
    @Section({"11.2.1", "6.2.7"})
    void theTransactionOfTheSessionDecides() throws Exception {
        Connection server = server();
        Pool pool = threaded();
        pool.add(server, Session.SESSION_TRANSACTED, worker -> message -> {
            note(message, worker);
            try {
                if (textOf(message).equals("good") || message.getJMSRedelivered()) {
                    worker.createProducer(session.createQueue("done")).send(worker.createTextMessage(textOf(message)));
                    worker.commit();
                } else {
                    worker.rollback();
                }
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "good", "bad");
        assertThat(nextTexts(3)).containsExactly("good", "bad", "bad");
        await("the pool is at rest", () -> pool.idle() == 1);
        assertThat(drain(session.createQueue("done"))).containsExactly("good", "bad");
        server.close();
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section({"11.2.1", "8.7"})
    void whatAListenerThrowsBringsTheMessageBackFlagged() throws Exception {
        Connection server = server();
        AtomicInteger failures = new AtomicInteger();
        Pool pool = threaded();
        pool.add(server, Session.AUTO_ACKNOWLEDGE, worker -> message -> {
            note(message, worker);
            if (failures.getAndIncrement() == 0) {
                throw new IllegalArgumentException("on purpose");
            }
        });
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "x");
        assertThat(nextServed().again()).isFalse();
        Served again = nextServed();
        assertThat(again.text()).isEqualTo("x");
        assertThat(again.again()).isTrue();
        assertThat(again.count()).isEqualTo(2);
        assertNothingServed();
    }

    @Test
    @Section({"11.2.1", "8.7"})
    void inATransactionWhatAListenerThrowsChangesNothing() throws Exception {
        Connection server = server();
        Pool pool = threaded();
        pool.add(server, Session.SESSION_TRANSACTED, worker -> message -> {
            note(message, worker);
            throw new IllegalArgumentException("on purpose");
        });
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "x", "y");
        assertThat(nextTexts(2)).containsExactly("x", "y");
        assertNothingServed();
        await("the pool is at rest", () -> pool.idle() == 1);
        pool.session().commit();
        server.close();
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section({"11.2.1", "6.2.15", "6.1.8", "6.1.5"})
    void aServedListenerMayNeitherCloseItsSessionNorStopOrCloseItsConnection() throws Exception {
        Connection server = server();
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        Pool pool = threaded();
        pool.add(server, Session.AUTO_ACKNOWLEDGE, worker -> message -> {
            thrown.add(Refusal.of(IllegalStateException.class, worker::close));
            thrown.add(Refusal.of(IllegalStateException.class, server::stop));
            thrown.add(Refusal.of(IllegalStateException.class, server::close));
        });
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "x");
        for (int i = 0; i < 3; i++) {
            assertThat(thrown.poll(SOON, TimeUnit.MILLISECONDS)).isNotNull();
        }
    }

    // --- pools that fail ----------------------------------------------------------------------------------------

    /** A pool that does something wrong twice, and then what it should. */
    private ServerSessionPool failing(ServerSessionPool good, ServerSessionPool bad) {
        AtomicInteger calls = new AtomicInteger();
        return () -> calls.incrementAndGet() <= 2 ? bad.getServerSession() : good.getServerSession();
    }

    private void assertPoolFailureIsSurvived(Connection server, ServerSessionPool bad) throws Exception {
        server.createConnectionConsumer(queue, null, failing(pool(server, 1), bad), 1);
        send(session, queue, "a", "b");
        assertThat(nextTexts(2)).containsExactly("a", "b");
        assertNothingServed();
        JMSException told = trouble.poll(SOON, TimeUnit.MILLISECONDS);
        assertThat(told).as("the exception listener is told").isNotNull();
        assertThat(told).isInstanceOf(IllegalStateException.class).hasMessageContaining("pool");
        assertThat(told).cause().isNotNull();
    }

    @Test
    void aPoolThatThrowsLosesNoMessage() throws Exception {
        assertPoolFailureIsSurvived(server(), () -> {
            throw new JMSException("nobody is here", "POOL-2");
        });
    }

    @Test
    void aPoolThatThrowsSomethingElseLosesNoMessage() throws Exception {
        assertPoolFailureIsSurvived(server(), () -> {
            throw new IllegalArgumentException("nobody is here");
        });
    }

    @Test
    void aPoolThatGivesNothingLosesNoMessage() throws Exception {
        AtomicReference<@Nullable ServerSession> nobody = new AtomicReference<>();
        assertPoolFailureIsSurvived(server(), nobody::get);
    }

    @Test
    @Section({"11.2.2", "ServerSession"})
    void aSessionOfAnotherConnectionIsNotLoaded() throws Exception {
        Session stranger = started().createSession();
        stranger.setMessageListener(noting(stranger));
        assertPoolFailureIsSurvived(server(), () -> server(stranger, stranger));
        stranger.run();
        assertNothingServed();
    }

    @Test
    @Section({"11.2.2", "ServerSession"})
    void aClosedSessionIsNotLoaded() throws Exception {
        Connection server = server();
        Session closed = server.createSession();
        closed.setMessageListener(noting(closed));
        closed.close();
        assertPoolFailureIsSurvived(server, () -> server(closed, closed));
    }

    @Test
    @Section({"11.2.2", "ServerSession"})
    void aServerSessionThatCannotStartGivesItsMessageBack() throws Exception {
        Connection server = server();
        Session lazy = server.createSession();
        lazy.setMessageListener(noting(lazy));
        assertPoolFailureIsSurvived(server, () -> server(lazy, () -> {
            throw new IllegalArgumentException("no thread");
        }));
        lazy.run();
        assertNothingServed();
    }

    @Test
    @Section({"11.2.2", "ServerSession"})
    void aServerSessionThatFailsAfterItsWorkHasDoneItOnce() throws Exception {
        Connection server = server();
        Session worker = server.createSession(Session.SESSION_TRANSACTED);
        worker.setMessageListener(noting(worker));
        server.createConnectionConsumer(queue, null, () -> server(worker, () -> {
            worker.run();
            throw new IllegalArgumentException("too late");
        }), 1);
        send(session, queue, "x");
        assertThat(nextTexts(1)).containsExactly("x");
        assertNothingServed();
        assertThat(trouble.poll(SOON, TimeUnit.MILLISECONDS)).isNotNull();
        worker.commit();
        server.close();
        assertThat(drain(queue)).isEmpty();
    }

    // --- stop and close -----------------------------------------------------------------------------------------

    @Test
    @Section({"11.2.4", "6.1.5"})
    void stoppingWaitsForAServedListener() throws Exception {
        Connection server = server();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Pool pool = threaded();
        pool.add(server, Session.AUTO_ACKNOWLEDGE, worker -> message -> {
            inside.countDown();
            try {
                go.await(SOON, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            note(message, worker);
        });
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "x");
        assertThat(inside.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        CompletableFuture<Integer> stopping = blocked(() -> {
            server.stop();
            return served.size();
        });
        assertThat(stopping).isNotDone();
        go.countDown();
        assertThat(soon(stopping)).isEqualTo(1);
        send(session, queue, "y");
        nextServed();
        assertNothingServed();
        server.start();
        assertThat(nextTexts(1)).containsExactly("y");
    }

    @Test
    @Section({"11.2.4", "11.2.1", "6.1.5"})
    void aSessionThatIsRunAfterTheStopServesNothingUntilTheStart() throws Exception {
        Connection server = server();
        BlockingQueue<Session> started = new LinkedBlockingQueue<>();
        Session worker = server.createSession();
        worker.setMessageListener(noting(worker));
        server.createConnectionConsumer(queue, null, () -> server(worker, () -> started.add(worker)), 1);
        send(session, queue, "x");
        assertThat(started.poll(SOON, TimeUnit.MILLISECONDS)).isSameAs(worker);
        server.stop();
        worker.run();
        assertNothingServed();
        server.start();
        assertThat(started.poll(SOON, TimeUnit.MILLISECONDS)).isSameAs(worker);
        worker.run();
        Served only = nextServed();
        assertThat(only.text()).isEqualTo("x");
        assertThat(only.again()).as("nobody had seen it").isFalse();
    }

    @Test
    @Section({"11.2.4", "ConnectionConsumer"})
    void aClosedConsumerHandsNothingOn() throws Exception {
        Connection server = server();
        Pool pool = pool(server, 1);
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "a");
        assertThat(nextTexts(1)).containsExactly("a");
        consumer.close();
        consumer.close();
        Refusal.of(IllegalStateException.class, consumer::getServerSessionPool);
        send(session, queue, "b");
        assertNothingServed();
        assertThat(drain(queue)).containsExactly("b");
    }

    @Test
    @Section({"11.2.4", "6.1.8", "ConnectionConsumer"})
    void aConsumerEndsWithItsConnection() throws Exception {
        Connection server = server();
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool(server, 1), 1);
        server.close();
        Refusal.of(IllegalStateException.class, consumer::getServerSessionPool);
        consumer.close();
        send(session, queue, "x");
        assertNothingServed();
        assertThat(drain(queue)).containsExactly("x");
    }

    @Test
    @Section({"11.2.4", "8.8"})
    void closingAConsumerLeavesTransactionsOfItsMessagesAlone() throws Exception {
        Connection server = server();
        Pool pool = threaded();
        pool.add(server, Session.SESSION_TRANSACTED, this::noting);
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "a", "b");
        assertThat(nextTexts(2)).containsExactly("a", "b");
        await("the pool is at rest", () -> pool.idle() == 1);
        consumer.close();
        assertThat(drain(queue)).isEmpty();
        pool.session().commit();
        server.close();
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section({"11.2.4", "8.8"})
    void aRollbackAfterTheCloseGivesTheMessagesToOthers() throws Exception {
        Connection server = server();
        Pool pool = threaded();
        pool.add(server, Session.SESSION_TRANSACTED, this::noting);
        ConnectionConsumer consumer = server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "a", "b");
        nextTexts(2);
        await("the pool is at rest", () -> pool.idle() == 1);
        consumer.close();
        pool.session().rollback();
        Message again = take(queue);
        assertThat(textOf(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(drain(queue)).containsExactly("b");
    }

    @Test
    @Section({"11.2.4", "6.2.15"})
    void aSessionThatIsClosedBeforeItRunsGivesItsMessagesBack() throws Exception {
        Connection server = server();
        BlockingQueue<Session> started = new LinkedBlockingQueue<>();
        Session worker = server.createSession();
        worker.setMessageListener(noting(worker));
        ConnectionConsumer consumer =
                server.createConnectionConsumer(queue, null, () -> server(worker, () -> started.add(worker)), 1);
        send(session, queue, "x");
        assertThat(started.poll(SOON, TimeUnit.MILLISECONDS)).isSameAs(worker);
        consumer.close();
        worker.close();
        Message back = take(queue);
        assertThat(textOf(back)).isEqualTo("x");
        assertThat(back.getJMSRedelivered()).as("nobody had seen it").isFalse();
        Refusal.of(IllegalStateRuntimeException.class, worker::run);
    }

    @Test
    @Section({"11.2.4", "6.2.15"})
    void closingASessionWaitsForItsServedListener() throws Exception {
        Connection server = server();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Pool pool = threaded();
        Session worker = pool.add(server, Session.AUTO_ACKNOWLEDGE, by -> message -> {
            inside.countDown();
            try {
                go.await(SOON, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            note(message, by);
        });
        server.createConnectionConsumer(queue, null, pool, 1);
        send(session, queue, "x");
        assertThat(inside.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        CompletableFuture<Integer> closing = blocked(() -> {
            worker.close();
            return served.size();
        });
        assertThat(closing).isNotDone();
        go.countDown();
        assertThat(soon(closing)).isEqualTo(1);
    }
}
