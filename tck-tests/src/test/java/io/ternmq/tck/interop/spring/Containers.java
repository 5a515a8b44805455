// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.spring;

import io.ternmq.tck.interop.Heard;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.TextMessage;
import org.springframework.jms.listener.AbstractJmsListeningContainer;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

/** Listener containers without an application context around them. */
final class Containers {
    private Containers() {}

    /** A container that pushes: the provider's threads call the listener. */
    static SimpleMessageListenerContainer simple(ConnectionFactory factory, String destination, Heard<String> heard) {
        return listening(new SimpleMessageListenerContainer(), factory, destination, noting(heard));
    }

    /** A container that pulls: its own threads receive. */
    static DefaultMessageListenerContainer polling(ConnectionFactory factory, String destination, Heard<String> heard) {
        return polling(factory, destination, noting(heard));
    }

    static DefaultMessageListenerContainer polling(
            ConnectionFactory factory, String destination, SessionAwareMessageListener<TextMessage> listener) {
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setReceiveTimeout(100);
        return listening(container, factory, destination, listener);
    }

    static <C extends AbstractMessageListenerContainer> C listening(
            C container, ConnectionFactory factory, String destination, Object listener) {
        container.setConnectionFactory(factory);
        container.setDestinationName(destination);
        container.setMessageListener(listener);
        return container;
    }

    /** Starts a container, and ends it when closed. */
    static AutoCloseable running(AbstractJmsListeningContainer container) {
        container.afterPropertiesSet();
        container.start();
        return container::shutdown;
    }

    private static SessionAwareMessageListener<TextMessage> noting(Heard<String> heard) {
        return (message, session) -> heard.add(message.getText());
    }
}
