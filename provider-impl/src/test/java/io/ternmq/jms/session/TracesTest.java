// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.pattern.TraceContext;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trace context with the plain interfaces. */
class TracesTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=1", "user=7");

    private final TernConnectionFactory factory =
            new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory");
    private final Connection connection;
    private final Session session;
    private final MessageConsumer consumer;

    TracesTest() throws JMSException {
        connection = factory.createConnection();
        connection.start();
        session = connection.createSession();
        consumer = session.createConsumer(session.createQueue("orders"));
    }

    @AfterEach
    void end() throws JMSException {
        connection.close();
    }

    private Message receive() throws JMSException {
        Message message = consumer.receive(PATIENCE_MILLIS);
        assertThat(message).isNotNull();
        return message;
    }

    private void send(Message message) throws JMSException {
        Session own = connection.createSession();
        own.createProducer(own.createQueue("orders")).send(message);
        own.close();
    }

    @Test
    void sendsBelongToTheTraceOfTheThread() throws JMSException {
        TraceContext.Scope scope = TRACE.makeCurrent();
        send(session.createTextMessage("x"));
        scope.close();
        send(session.createTextMessage("y"));

        assertThat(TraceContext.of(receive())).isEqualTo(TRACE);
        assertThat(TraceContext.of(receive())).isEqualTo(TraceContext.NONE);
    }

    @Test
    void theSendersMessageStaysAsItWas() throws JMSException {
        Message message = session.createTextMessage("x");
        TraceContext.Scope scope = TRACE.makeCurrent();
        send(message);
        scope.close();

        assertThat(message.propertyExists(TraceContext.TRACEPARENT)).isFalse();
    }

    @Test
    void aContextThatTheProgramHasPutInStays() throws JMSException {
        Message message = session.createTextMessage("x");
        message.setStringProperty(TraceContext.TRACEPARENT, "mine");
        TraceContext.Scope scope = TRACE.makeCurrent();
        send(message);
        scope.close();

        assertThat(TraceContext.of(receive())).isEqualTo(new TraceContext("mine", null, null));
    }

    @Test
    void asynchronousAndSimplifiedSendsBelongToItToo() throws JMSException {
        TraceContext.Scope scope = TRACE.makeCurrent();
        Session own = connection.createSession();
        own.createProducer(own.createQueue("orders")).send(own.createTextMessage("x"), ignoring());
        own.close();
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), "y");
        }
        scope.close();

        assertThat(TraceContext.of(receive())).isEqualTo(TRACE);
        assertThat(TraceContext.of(receive())).isEqualTo(TRACE);
    }

    private static CompletionListener ignoring() {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                assertThat(message).isNotNull();
            }

            @Override
            public void onException(Message message, Exception exception) {
                throw new AssertionError(exception);
            }
        };
    }

    @Test
    void aListenerWorksInTheTraceOfItsMessage() throws Exception {
        BlockingQueue<TraceContext> seen = new LinkedBlockingQueue<>();
        MessageListener listener = message -> seen.add(TraceContext.current());
        Session other = connection.createSession();
        other.createConsumer(other.createQueue("heard")).setMessageListener(listener);
        Message traced = session.createTextMessage("x");
        TRACE.writeTo(traced);

        session.createProducer(session.createQueue("heard")).send(traced);
        session.createProducer(session.createQueue("heard")).send(session.createTextMessage("y"));

        assertThat(seen.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(TRACE);
        assertThat(seen.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isEqualTo(TraceContext.NONE);
    }
}
