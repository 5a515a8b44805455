// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import io.ternmq.tck.interop.Heard;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.support.JmsHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;

/** An application with listener methods of every kind, as its authors would write it. */
@Configuration(proxyBeanMethods = false)
@EnableJms
class AnnotatedListeners {

    @Bean
    JmsTemplate template(ConnectionFactory factory) {
        return new JmsTemplate(factory);
    }

    @Bean
    DefaultJmsListenerContainerFactory jmsListenerContainerFactory(ConnectionFactory factory) {
        return containers(factory);
    }

    @Bean
    DefaultJmsListenerContainerFactory transacted(ConnectionFactory factory) {
        DefaultJmsListenerContainerFactory containers = containers(factory);
        containers.setSessionTransacted(true);
        return containers;
    }

    @Bean
    DefaultJmsListenerContainerFactory topics(ConnectionFactory factory) {
        DefaultJmsListenerContainerFactory containers = containers(factory);
        containers.setPubSubDomain(true);
        return containers;
    }

    @Bean
    DefaultJmsListenerContainerFactory durable(ConnectionFactory factory) {
        DefaultJmsListenerContainerFactory containers = containers(factory);
        containers.setSubscriptionDurable(true);
        containers.setClientId("annotated");
        return containers;
    }

    @Bean
    DefaultJmsListenerContainerFactory shared(ConnectionFactory factory) {
        DefaultJmsListenerContainerFactory containers = containers(factory);
        containers.setSubscriptionShared(true);
        containers.setSubscriptionDurable(true);
        return containers;
    }

    @Bean
    Desk desk() {
        return new Desk(new Heard<>());
    }

    private static DefaultJmsListenerContainerFactory containers(ConnectionFactory factory) {
        DefaultJmsListenerContainerFactory containers = new DefaultJmsListenerContainerFactory();
        containers.setConnectionFactory(factory);
        containers.setReceiveTimeout(100L);
        return containers;
    }

    /** The listener methods; each notes what it heard. */
    record Desk(Heard<String> heard) {

        @JmsListener(destination = "queue.plain")
        void plain(String body) {
            heard.add("plain " + body);
        }

        @JmsListener(destination = "queue.headers")
        void headers(
                @Payload String body,
                @Header("cups") int cups,
                @Header(JmsHeaders.CORRELATION_ID) String correlation,
                @Header(JmsHeaders.TYPE) String type,
                Message message) throws JMSException {
            heard.add(String.join(" ", body, String.valueOf(cups), correlation, type,
                    String.valueOf(message.getJMSPriority()), message.getStringProperty("JMSXDeliveryCount")));
        }

        @JmsListener(destination = "queue.map")
        void map(Map<String, Object> order) {
            heard.add("map " + order.get("kind") + ' ' + order.get("cups"));
        }

        @JmsListener(destination = "queue.selected", selector = "region = 'north'")
        void north(String body) {
            heard.add("northern " + body);
        }

        @JmsListener(destination = "queue.selected", selector = "region = 'south'")
        void south(String body) {
            heard.add("southern " + body);
        }

        @JmsListener(destination = "queue.asked")
        @SendTo("queue.answered")
        String answer(String body) {
            return "got " + body;
        }

        @JmsListener(destination = "queue.transacted", containerFactory = "transacted")
        void transacted(String body, Session session, @Header("JMSXDeliveryCount") int attempt)
                throws JMSException {
            session.createProducer(session.createQueue("queue.done")).send(session.createTextMessage(body));
            heard.add("attempt " + attempt);
            if (body.equals("never") || attempt < 3) {
                throw new IllegalStateException("attempt " + attempt + " fails");
            }
        }

        @JmsListener(id = "concurrent", destination = "queue.concurrent", concurrency = "2-4")
        void concurrent(String body) {
            heard.add("concurrent " + body);
        }

        @JmsListener(id = "plain-topic", destination = "topic.news", containerFactory = "topics")
        void topic(String body) {
            heard.add("topic " + body);
        }

        @JmsListener(id = "durable", destination = "topic.news", containerFactory = "durable", subscription = "reader")
        void durable(String body) {
            heard.add("durable " + body);
        }

        @JmsListener(id = "shared-one", destination = "topic.news", containerFactory = "shared", subscription = "team")
        @JmsListener(id = "shared-two", destination = "topic.news", containerFactory = "shared", subscription = "team")
        void shared(String body) {
            heard.add("shared " + body);
        }
    }
}
