// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceMode;
import io.ternmq.client.HandClock;
import io.ternmq.pattern.cloudevent.CloudEventForm;
import io.ternmq.pattern.json.JsonBinding;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Tools over a broker in this process, and a clock that a test moves. Closing it ends all of it. */
public final class PatternStage implements AutoCloseable {

    static final Channel ORDERS = Channel.queue("orders");
    static final Channel NEWS = Channel.topic("news");

    private static final long PATIENCE_MILLIS = 20_000;

    final HandClock clock = new HandClock();
    final ExecutorService threads = Executors.newCachedThreadPool();
    final TypedForms forms =
            new TypedForms(new JsonBinding(), "the-test", List.of(new CloudEventForm(new JsonBinding())));
    final Workbench tools;

    /** Tools whose lanes have threads of their own. */
    public PatternStage() {
        this(Integer.MAX_VALUE, Duration.ofSeconds(20));
    }

    PatternStage(int occupiable, Duration closeLimit) {
        this(new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory"), occupiable, closeLimit);
    }

    PatternStage(ConnectionFactory factory, int occupiable, Duration closeLimit) {
        MessagingSettings settings = new MessagingSettings(
                factory, null, null, new Execution.Detect(), null, null, TraceMode.OFF, closeLimit);
        this.tools = new Workbench(
                settings,
                forms,
                new PlainTracing(),
                new Workforce(threads, occupiable, threads, closeLimit),
                connection -> clock,
                threads);
    }

    /** The tools. */
    public Workbench tools() {
        return tools;
    }

    void send(Outgoing<?> message) throws JMSException {
        try (Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(null)) {
            Message form = forms.write(session, message);
            forms.send(producer, forms.destination(session, message.channel()), form, message, null);
        }
    }

    /** Sends a message and receives it again. */
    public Message passOn(Outgoing<?> message) throws JMSException {
        try (Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(forms.destination(session, message.channel()))) {
            send(message);
            return awaited(consumer.receive(PATIENCE_MILLIS), message.channel());
        }
    }

    Message receive(String queue) throws JMSException {
        try (Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return awaited(consumer.receive(PATIENCE_MILLIS), Channel.queue(queue));
        }
    }

    boolean isEmpty(String queue) throws JMSException {
        try (Session session = tools.session(Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return consumer.receiveNoWait() == null;
        }
    }

    private static Message awaited(@Nullable Message message, Channel channel) {
        if (message == null) {
            throw new AssertionError("Nothing has come from " + channel);
        }
        return message;
    }

    @Override
    public void close() {
        tools.close();
        threads.shutdownNow();
    }
}
