// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.interop.Guest;
import io.ternmq.tck.interop.Heard;
import io.ternmq.tck.interop.spring.AnnotatedListeners.Desk;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Methods with {@code @JmsListener} in an application context. */
class AnnotatedListenersTest extends Guest {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Heard<String> heard = new Heard<>();
    private JmsTemplate template = new JmsTemplate(factory);

    @BeforeEach
    void startContext() {
        context.registerBean(ConnectionFactory.class, () -> factory);
        context.register(AnnotatedListeners.class);
        context.refresh();
        closing(context);
        heard = context.getBean(Desk.class).heard();
        template = context.getBean(JmsTemplate.class);
        for (String topicListener : List.of("durable", "shared-one", "shared-two", "plain-topic")) {
            patiently(topicListener, container(topicListener)::isRegisteredWithDestination);
        }
    }

    @Test
    void methodHearsAQueue() throws Exception {
        template.convertAndSend("queue.plain", "tea");

        assertThat(heard.next()).isEqualTo("plain tea");
        assertThat(leftIn("queue.plain")).isEmpty();
    }

    @Test
    void methodTakesBodyAndHeadersAsArguments() throws Exception {
        template.convertAndSend("queue.headers", "tea", message -> {
            message.setJMSCorrelationID("c-1");
            message.setJMSType("drink");
            message.setIntProperty("cups", 3);
            return message;
        });

        assertThat(heard.next()).isEqualTo("tea 3 c-1 drink 4 1");
    }

    @Test
    void methodTakesAMap() throws Exception {
        Map<String, Object> order = new HashMap<>();
        order.put("kind", "green");
        order.put("cups", 3L);
        template.convertAndSend("queue.map", order);

        assertThat(heard.next()).isEqualTo("map green 3");
    }

    @Test
    void selectorChoosesTheMethod() throws Exception {
        for (String region : List.of("north", "south")) {
            template.convertAndSend("queue.selected", region, message -> {
                message.setStringProperty("region", region);
                return message;
            });
        }

        assertThat(heard.next(2)).containsExactlyInAnyOrder("northern north", "southern south");
        heard.assertSilence();
    }

    @Test
    void returnedValueGoesWhereSendToSays() throws Exception {
        template.convertAndSend("queue.asked", "tea", message -> {
            message.setJMSCorrelationID("c-7");
            return message;
        });

        Message answer = take("queue.answered");
        assertThat(textOf(answer)).isEqualTo("got tea");
        assertThat(answer.getJMSCorrelationID()).isEqualTo("c-7");
    }

    @Test
    void returnedValueGoesToTheRequestersReplyQueue() throws Exception {
        template.setReceiveTimeout(PATIENCE);

        Message answer = template.sendAndReceive("queue.asked", session -> session.createTextMessage("tea"));

        assertThat(textOf(answer)).isEqualTo("got tea");
        assertThat(leftIn("queue.answered")).isEmpty();
    }

    @Test
    void transactedMethodIsRetriedAndItsSendsUndone() throws Exception {
        template.convertAndSend("queue.transacted", "third time");

        assertThat(heard.next(3)).containsExactly("attempt 1", "attempt 2", "attempt 3");
        assertThat(takeTexts("queue.done", 1)).containsExactly("third time");
        assertThat(leftIn("queue.done")).isEmpty();
    }

    @Test
    void transactedMethodThatAlwaysFailsLeavesADeadLetter() throws Exception {
        template.convertAndSend("queue.transacted", "never");

        assertThat(textOf(take("DLQ.queue.transacted"))).isEqualTo("never");
        assertThat(heard.next(ATTEMPTS)).startsWith("attempt 1").endsWith("attempt " + ATTEMPTS);
        assertThat(leftIn("queue.done")).isEmpty();
        heard.assertSilence();
    }

    @Test
    void concurrentMethodHearsEachMessageOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            template.convertAndSend("queue.concurrent", "m" + i);
        }

        assertThat(heard.next(40)).doesNotHaveDuplicates().allMatch(note -> note.startsWith("concurrent m"));
        heard.assertSilence();
        assertThat(container("concurrent").getActiveConsumerCount()).isBetween(2, 4);
    }

    @Test
    void topicMethodsHearByTheirKindOfSubscription() throws Exception {
        publish("topic.news", "hello");

        assertThat(heard.next(3)).containsExactlyInAnyOrder("topic hello", "durable hello", "shared hello");
        heard.assertSilence();
    }

    @Test
    void durableMethodHearsWhatItMissed() throws Exception {
        container("durable").shutdown();
        container("plain-topic").shutdown();
        container("shared-one").shutdown();
        container("shared-two").shutdown();
        publish("topic.news", "missed");
        heard.assertSilence();

        container("durable").initialize();
        container("durable").start();

        assertThat(heard.next()).isEqualTo("durable missed");
        heard.assertSilence();
    }

    private DefaultMessageListenerContainer container(String id) {
        return (DefaultMessageListenerContainer)
                context.getBean(JmsListenerEndpointRegistry.class).getListenerContainer(id);
    }
}
