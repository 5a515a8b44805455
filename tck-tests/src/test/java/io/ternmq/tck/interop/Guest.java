// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A stage on which a framework plays. The test's own steps go through the plain interfaces and connections of their
 * own, so that what a framework did is seen from outside.
 */
public abstract class Guest extends Stage {
    /** For a message that must come, from a framework that starts threads first. */
    protected static final long PATIENCE = 10_000;
    /** Attempts before a message becomes a dead letter, unless a broker is told otherwise. */
    protected static final int ATTEMPTS = 10;

    private final List<CompletableFuture<Message>> answers = new ArrayList<>();

    /** A guest whose connections have every default. */
    protected Guest() {
        this(ClientPolicy.DEFAULT);
    }

    /** A guest whose connections have settings of their own. */
    protected Guest(ClientPolicy policy) {
        super(policy);
    }

    /** The broker starts with the first connection; this one keeps it through the test. */
    @BeforeEach
    final void keepBroker() throws JMSException {
        stopped();
    }

    @AfterEach
    final void everyAnswerWasGiven() {
        answers.forEach(CompletableFuture::join);
    }

    /** Sends texts to a queue. */
    protected final void put(String queue, String... texts) {
        try (JMSContext context = factory.createContext()) {
            JMSProducer producer = context.createProducer();
            for (String text : texts) {
                producer.send(context.createQueue(queue), text);
            }
        }
    }

    /** Sends texts to a topic. */
    protected final void publish(String topic, String... texts) {
        try (JMSContext context = factory.createContext()) {
            JMSProducer producer = context.createProducer();
            for (String text : texts) {
                producer.send(context.createTopic(topic), text);
            }
        }
    }

    /** Takes a message from a queue, which must come. */
    protected final Message take(String queue) {
        try (JMSContext context = factory.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            Message message = consumer.receive(PATIENCE);
            assertThat(message).as("a message in %s", queue).isNotNull();
            return message;
        }
    }

    /** Takes texts from a queue, which must come. */
    protected final List<String> takeTexts(String queue, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(textOf(take(queue)));
        }
        return texts;
    }

    /** What is left in a queue when everything that was heard has had time to be acknowledged. */
    protected final List<String> leftIn(String queue) throws JMSException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        List<String> left = lyingIn(queue);
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            left = lyingIn(queue);
        }
        return left;
    }

    /** The texts that lie in a queue. */
    protected final List<String> lyingIn(String queue) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                texts.add(((TextMessage) messages.nextElement()).getText());
            }
        }
        return texts;
    }

    /** Takes a request from a queue on another thread and answers it with a prefix. */
    protected final void answerOne(String queue, String prefix) {
        answers.add(elsewhere(() -> {
            try (JMSContext context = factory.createContext()) {
                Queue requests = context.createQueue(queue);
                Message request = context.createConsumer(requests).receive(PATIENCE);
                Message reply = context.createTextMessage(prefix + textOf(request));
                String correlation = request.getJMSCorrelationID();
                reply.setJMSCorrelationID(correlation == null ? request.getJMSMessageID() : correlation);
                context.createProducer().send(request.getJMSReplyTo(), reply);
                return reply;
            }
        }));
    }

    /** Waits until a condition holds that a framework makes true. */
    protected static void patiently(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE * 1_000_000;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %d ms", what, PATIENCE).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
