// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.test.connector.TestPool;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing from other threads, and from listeners. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SeveralSessionsTest extends OutboundStage {

    @Test
    void endsAReceiveWhenAnotherThreadCloses() throws Exception {
        for (TernManagedConnectionFactory factory : new TernManagedConnectionFactory[] {factory(), clientFactory()}) {
            TestPool pool = pool(factory);
            ExecutorService other = Executors.newSingleThreadExecutor();
            try {
                Connection connection = programs(pool).createConnection();
                connection.start();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue("empty"));
                AtomicReference<Thread> waiter = new AtomicReference<>();
                Future<?> waiting = other.submit(() -> {
                    waiter.set(Thread.currentThread());
                    return consumer.receive();
                });
                eventually("somebody waits", () -> waits(waiter.get()));
                connection.close();
                assertThat(waiting.get(LONG, TimeUnit.MILLISECONDS)).isNull();
                assertThat(pool.busy()).isZero();
            } finally {
                other.shutdownNow();
            }
        }
    }

    private static boolean waits(@Nullable Thread thread) {
        return thread != null
                && (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void doesNotCloseAContextFromItsOwnListener() throws Exception {
        TestPool pool = pool(clientFactory());
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        JMSContext context = programs(pool).createContext();
        context.createConsumer(context.createQueue("orders")).setMessageListener(message -> {
            try {
                context.close();
                heard.add("closed");
            } catch (IllegalStateRuntimeException e) {
                heard.add(e);
            }
        });
        send("orders", "one");
        assertThat(heard.poll(LONG, TimeUnit.MILLISECONDS)).isInstanceOf(IllegalStateRuntimeException.class);
        context.createProducer().send(context.createQueue("others"), "still open");
        send("orders", "two");
        assertThat(heard.poll(LONG, TimeUnit.MILLISECONDS)).isInstanceOf(IllegalStateRuntimeException.class);
        context.close();
        assertThat(drain("others")).containsExactly("still open");
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void doesNotCloseAConnectionFromAListenerOfItsOwn() throws Exception {
        TestPool pool = pool(clientFactory());
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        Connection connection = programs(pool).createConnection();
        Session session = connection.createSession();
        session.createConsumer(session.createQueue("orders")).setMessageListener(message -> {
            try {
                connection.close();
                heard.add("closed");
            } catch (jakarta.jms.JMSException e) {
                heard.add(e);
            }
        });
        connection.start();
        send("orders", "one");
        assertThat(heard.poll(LONG, TimeUnit.MILLISECONDS)).isInstanceOf(IllegalStateException.class);
        connection.createSession().close();
        connection.close();
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void sendsWithoutWaitingInAClient() throws Exception {
        TestPool pool = pool(clientFactory());
        BlockingQueue<Message> done = new LinkedBlockingQueue<>();
        try (Connection connection = programs(pool).createConnection()) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("one"), new jakarta.jms.CompletionListener() {
                @Override
                public void onCompletion(Message message) {
                    assertThatThrownBy(session::close).isInstanceOf(IllegalStateException.class);
                    done.add(message);
                }

                @Override
                public void onException(Message message, Exception exception) {
                    throw new AssertionError(exception);
                }
            });
            assertThat(done.poll(LONG, TimeUnit.MILLISECONDS)).isNotNull();
        }
        assertThat(drain("orders")).containsExactly("one");
    }

    @Test
    void closesOnlyOneOfItsSessions() throws Exception {
        try (Connection connection = programs(pool(clientFactory())).createConnection()) {
            Session first = connection.createSession();
            Session second = connection.createSession();
            first.close();
            assertThatThrownBy(first::createMessage).isInstanceOf(IllegalStateException.class);
            second.createProducer(second.createQueue("orders")).send(second.createTextMessage("one"));
        }
        assertThat(drain("orders")).containsExactly("one");
    }
}
