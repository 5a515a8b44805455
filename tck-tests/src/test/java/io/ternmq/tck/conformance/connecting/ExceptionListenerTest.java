// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.server.Broker;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6.1.7 The exception listener")
@Section("6.1.7")
class ExceptionListenerTest extends Stage {

    private final BlockingQueue<JMSException> heard = new LinkedBlockingQueue<>();

    private Broker running() {
        return described().start();
    }

    private void assertHeardOnce() throws InterruptedException {
        JMSException first = heard.poll(SOON, TimeUnit.MILLISECONDS);
        assertThat(first).isNotNull();
        assertThat(heard.poll(BRIEFLY, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void thereIsNoneUntilOneIsSet() throws Exception {
        assertThat(stopped().getExceptionListener()).isNull();
        assertThat(context(JMSContext.AUTO_ACKNOWLEDGE).getExceptionListener()).isNull();
        assertThat(closing(factory.createQueueConnection()).getExceptionListener()).isNull();
        assertThat(closing(factory.createTopicConnection()).getExceptionListener()).isNull();
    }

    @Test
    void theOneThatWasSetIsReturnedAndNullRemovesIt() throws Exception {
        ExceptionListener listener = heard::add;
        Connection connection = stopped();
        connection.setExceptionListener(listener);
        assertThat(connection.getExceptionListener()).isSameAs(listener);
        connection.setExceptionListener(null);
        assertThat(connection.getExceptionListener()).isNull();
    }

    @Test
    void theContextsOfAConnectionHaveOneTogether() {
        ExceptionListener listener = heard::add;
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext second = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        context.setExceptionListener(listener);
        assertThat(second.getExceptionListener()).isSameAs(listener);
        second.setExceptionListener(null);
        assertThat(context.getExceptionListener()).isNull();
    }

    @Test
    void aConnectionThatOnlyConsumesHearsOfItsLoss() throws Exception {
        Broker running = running();
        Connection connection = factory.createConnection();
        connection.setExceptionListener(heard::add);
        connection.start();
        Session session = connection.createSession();
        session.createConsumer(session.createQueue("q")).setMessageListener(message -> {});
        running.close();
        JMSException first = heard.poll(SOON, TimeUnit.MILLISECONDS);
        assertThat(first).isNotNull().satisfies(problem -> {
            assertThat(problem.getErrorCode()).isEqualTo("TERN-601");
            assertThat(problem.getMessage()).isNotBlank();
        });
        connection.close();
    }

    @Test
    void everyKindOfConnectionTellsItsListenerOnce() throws Exception {
        Broker running = running();
        QueueConnection queues = factory.createQueueConnection();
        queues.setExceptionListener(heard::add);
        running.close();
        assertHeardOnce();
        queues.close();
        Broker second = running();
        TopicConnection topics = factory.createTopicConnection();
        topics.setExceptionListener(heard::add);
        second.close();
        assertHeardOnce();
        topics.close();
        Broker third = running();
        JMSContext context = factory.createContext();
        JMSContext sibling = context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        sibling.setExceptionListener(heard::add);
        third.close();
        assertHeardOnce();
        sibling.close();
        context.close();
    }

    @Test
    void whatACallThrowsIsNotTold() throws Exception {
        Connection connection = started();
        connection.setExceptionListener(heard::add);
        Session session = connection.createSession();
        assertThatThrownBy(() -> session.createConsumer(null)).isInstanceOf(JMSException.class);
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createConsumer(session.createQueue("q"), "=(")).isInstanceOf(
                JMSException.class);
        assertThat(heard.poll(BRIEFLY, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void closingIsNoProblemToTell() throws Exception {
        Connection connection = factory.createConnection();
        connection.setExceptionListener(heard::add);
        connection.start();
        Session session = connection.createSession();
        session.createConsumer(session.createQueue("q")).setMessageListener(message -> {});
        connection.close();
        assertThat(heard.poll(BRIEFLY, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aListenerThatWasRemovedHearsNothing() throws Exception {
        Broker running = running();
        Connection connection = factory.createConnection();
        connection.setExceptionListener(heard::add);
        CompletableFuture<JMSException> instead = new CompletableFuture<>();
        connection.setExceptionListener(instead::complete);
        running.close();
        assertThat(soon(instead).getErrorCode()).isEqualTo("TERN-601");
        assertThat(heard).isEmpty();
        connection.close();
    }

    @Test
    void oneListenerMayServeManyConnections() throws Exception {
        Broker running = running();
        Connection[] connections = new Connection[3];
        for (int i = 0; i < connections.length; i++) {
            connections[i] = factory.createConnection();
            connections[i].setExceptionListener(heard::add);
        }
        running.close();
        for (int i = 0; i < connections.length; i++) {
            assertThat(heard.poll(SOON, TimeUnit.MILLISECONDS)).isNotNull();
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }

    @Test
    void theListenerMayUseTheApiThoughItFails() throws Exception {
        Broker running = running();
        Connection connection = factory.createConnection();
        CompletableFuture<String> outcome = new CompletableFuture<>();
        connection.setExceptionListener(problem -> outcome.complete(HeldListener.nameOf(connection::createSession)
                + " " + HeldListener.nameOf(connection::getClientID)
                + " " + HeldListener.nameOf(connection::close)));
        running.close();
        assertThat(soon(outcome)).isEqualTo("JMSException done done");
    }

    @Test
    @Section({"6.1.7", "Connection"})
    void closeDoesNotWaitForARunningListener() throws Exception {
        Broker running = running();
        Connection connection = factory.createConnection();
        CompletableFuture<JMSException> begun = new CompletableFuture<>();
        CompletableFuture<Void> go = new CompletableFuture<>();
        connection.setExceptionListener(problem -> {
            begun.complete(problem);
            go.join();
        });
        running.close();
        soon(begun);
        soon(elsewhere(() -> {
            connection.close();
            return null;
        }));
        assertThat(go.isDone()).isFalse();
        go.complete(null);
    }

    @Test
    void aListenerThatFailsHurtsNobody() throws Exception {
        Broker running = running();
        Connection connection = factory.createConnection();
        Connection other = factory.createConnection();
        connection.setExceptionListener(problem -> {
            throw new IllegalArgumentException("a careless listener");
        });
        other.setExceptionListener(heard::add);
        running.close();
        assertHeardOnce();
        connection.close();
        other.close();
        running().close();
    }
}
