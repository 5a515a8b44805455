// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls every method of the interfaces on handles whose connection is closed. */
class ClosedHandlesTest extends OutboundStage {

    private static final Map<Class<?>, Object> ZEROS = Map.of(
            boolean.class, false,
            byte.class, (byte) 0,
            short.class, (short) 0,
            int.class, 0,
            long.class, 0L,
            float.class, 0f,
            double.class, 0d);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refuseEverythingButClose(boolean inServer) throws Exception {
        Connection connection = programs(pool(inServer ? factory() : clientFactory())).createConnection();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(null);
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        QueueBrowser browser = session.createBrowser(session.createQueue("orders"));
        connection.close();
        refuse(Connection.class, connection);
        refuse(Session.class, session);
        refuse(MessageProducer.class, producer);
        refuse(MessageConsumer.class, consumer);
        refuse(QueueBrowser.class, browser);
    }

    @Test
    void refuseEverythingButCloseInContexts() throws Exception {
        JMSContext context = programs(pool(factory())).createContext();
        JMSProducer producer = context.createProducer();
        JMSConsumer consumer = context.createConsumer(context.createQueue("orders"));
        context.close();
        refuse(JMSContext.class, context);
        refuse(JMSProducer.class, producer);
        refuse(JMSConsumer.class, consumer);
    }

    private static void refuse(Class<?> type, Object handle) {
        Stream.of(type.getMethods())
                .filter(method -> !method.getName().equals("close"))
                .forEach(method -> assertThat(call(method, handle))
                        .as("what %s throws", method)
                        .isInstanceOfAny(IllegalStateException.class, IllegalStateRuntimeException.class));
        assertThat(Stream.of(type.getMethods()).anyMatch(method -> method.getName().equals("close")
                        && call(method, handle) != null))
                .as("a second close of %s fails", type)
                .isFalse();
    }

    private static @Nullable Throwable call(Method method, Object handle) {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(type -> type == Class.class ? String.class : ZEROS.get(type))
                .toArray();
        Throwable thrown = catchThrowable(() -> method.invoke(handle, arguments));
        return thrown instanceof InvocationTargetException wrapped ? wrapped.getCause() : thrown;
    }
}
