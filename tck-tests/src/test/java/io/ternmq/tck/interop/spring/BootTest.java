// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.interop.Guest;
import io.ternmq.tck.interop.Heard;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.core.JmsMessagingTemplate;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;

/** A Spring Boot application that declares the connection factory as a bean and leaves the rest to Boot. */
class BootTest extends Guest {

    @Test
    void applicationAnswersThroughWhatBootConfigured() throws Exception {
        ConfigurableApplicationContext application = run(Map.of("spring.jms.template.receive-timeout", "10s"));
        JmsTemplate template = application.getBean(JmsTemplate.class);

        Message reply = template.sendAndReceive("boot.asked", session -> session.createTextMessage("tea"));

        assertThat(textOf(reply)).isEqualTo("boot says tea");
        assertThat(template.getConnectionFactory()).isSameAs(factory);
    }

    @Test
    void listenerIsTransactedByDefault() throws Exception {
        ConfigurableApplicationContext application = run(Map.of());

        application.getBean(JmsMessagingTemplate.class)
                .send("boot.failing", MessageBuilder.withPayload("tea").setHeader("cups", 3).build());

        Message dead = take("DLQ.boot.failing");
        assertThat(textOf(dead)).isEqualTo("tea");
        assertThat(dead.getIntProperty("cups")).isEqualTo(3);
        assertThat(application.getBean(Clerk.class).heard().next(ATTEMPTS)).containsOnly("tea");
    }

    @Test
    void settingsOfTheApplicationReachTheListeners() throws Exception {
        ConfigurableApplicationContext application = run(Map.of(
                "spring.jms.pub-sub-domain", "true",
                "spring.jms.listener.min-concurrency", "1",
                "spring.jms.template.qos-enabled", "true",
                "spring.jms.template.priority", "7"));
        application.getBean(JmsListenerEndpointRegistry.class).getListenerContainers().forEach(container ->
                patiently("subscription", ((DefaultMessageListenerContainer) container)::isRegisteredWithDestination));

        application.getBean(JmsTemplate.class).convertAndSend("boot.heard", "tea");

        assertThat(application.getBean(Clerk.class).heard().next()).isEqualTo("tea at priority 7");
        assertThat(lyingIn("boot.heard")).as("a queue of the topic's name").isEmpty();
    }

    private ConfigurableApplicationContext run(Map<String, Object> properties) {
        return closing(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(properties)
                .initializers(context -> context.getBeanFactory().registerSingleton("broker", factory))
                .run());
    }

    /** What an application's author writes; component scanning is left out, since tests lie beside it. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Clerk clerk() {
            return new Clerk(new Heard<>());
        }
    }

    record Clerk(Heard<String> heard) {

        @JmsListener(destination = "boot.asked")
        @SendTo("boot.answered")
        String answer(String body) {
            return "boot says " + body;
        }

        @JmsListener(destination = "boot.failing")
        void fail(String body) {
            heard.add(body);
            throw new IllegalStateException("cannot handle " + body);
        }

        @JmsListener(destination = "boot.heard")
        void hear(Message message) throws JMSException {
            heard.add(message.getBody(String.class) + " at priority " + message.getJMSPriority());
        }
    }
}
