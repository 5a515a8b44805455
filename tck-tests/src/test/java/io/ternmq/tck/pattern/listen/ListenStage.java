// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.Listeners;
import io.ternmq.tck.pattern.Ground;
import io.ternmq.tck.pattern.PatternStage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few steps that tests of listeners share. */
abstract class ListenStage extends PatternStage {

    ListenStage(Ground ground) {
        super(ground);
    }

    final ListenerSet listen(Object bean) {
        return closing(closing(Listeners.over(program())).register(bean));
    }

    final FailureLog failures() {
        return failures("io.ternmq.pattern.listen.run");
    }

    final FailureLog failures(String room) {
        return closing(new CloseableLog(room)).log;
    }

    private static final class CloseableLog implements AutoCloseable {

        private final FailureLog log;

        CloseableLog(String room) {
            log = new FailureLog(room);
        }

        @Override
        public void close() {
            log.close();
        }
    }

    final void send(String queue, String... texts) {
        JMSContext context = plain();
        for (String text : texts) {
            context.createProducer().send(context.createQueue(queue), text);
        }
    }

    final void sendWithKey(String queue, String key, String text) {
        JMSContext context = plain();
        context.createProducer().setProperty("line", key).send(context.createQueue(queue), text);
    }

    final void order(String id, int amount) {
        send("orders", "{\"id\":\"" + id + "\",\"amount\":" + amount + '}');
    }

    final Message deadLetterOf(String queue) {
        Message dead = take("DLQ." + queue);
        assertThat(dead).as("in DLQ.%s", queue).isNotNull();
        return java.util.Objects.requireNonNull(dead, "asserted");
    }

    static String textOf(@Nullable Message message) throws JMSException {
        return message instanceof TextMessage text ? text.getText() : "no text: " + message;
    }

    /** So many from a queue. */
    final List<String> next(int count, String queue) throws JMSException {
        JMSContext context = plain();
        var consumer = context.createConsumer(context.createQueue(queue));
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.add(textOf(consumer.receive(SOON.toMillis())));
        }
        return texts;
    }
}
