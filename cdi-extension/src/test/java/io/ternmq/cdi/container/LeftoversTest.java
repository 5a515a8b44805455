// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.cdi.proof.Waiting;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is there when a container has gone: nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LeftoversTest {

    private final TernConnectionFactory real = new TernConnectionFactory("vm://leftovers-" + UUID.randomUUID());
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger everOpened = new AtomicInteger();
    private final Diary diary = new Diary();
    private volatile boolean hasSessions = true;
    private final Connection keeper;

    LeftoversTest() throws JMSException {
        keeper = real.createConnection();
    }

    @BeforeEach
    void keepBroker() throws JMSException {
        keeper.start();
    }

    @AfterEach
    void endBroker() throws JMSException {
        keeper.close();
    }

    private ConnectionFactory counted() {
        return proxy(ConnectionFactory.class, (self, method, arguments) -> {
            Object made = call(() -> method.invoke(real, arguments));
            return made instanceof Connection connection ? watched(connection) : made;
        });
    }

    private Connection watched(Connection connection) {
        open.incrementAndGet();
        everOpened.incrementAndGet();
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("createSession") && !hasSessions) {
                throw new JMSException("no sessions today");
            }
            if (method.getName().equals("close")) {
                open.decrementAndGet();
            }
            return call(() -> method.invoke(connection, arguments));
        });
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private SeContainer start() {
        return CdiStage.over(counted())
                .with(Diary.class, diary)
                .with(CountDownLatch.class, new CountDownLatch(1))
                .start(LifecycleTest.Prepared.class);
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().toLowerCase(Locale.ROOT).contains("tern"))
                .forEach(thread -> names.add(thread.getName() + '#' + thread.getId()));
        return names;
    }

    @Test
    void failedStartClosesWhatItHasOpened() {
        hasSessions = false;
        assertThatThrownBy(this::start).hasStackTraceContaining("no sessions today");
        assertThat(everOpened).hasPositiveValue();
        assertThat(open).hasValue(0);
    }

    @Test
    void stoppedContainerLeavesNoConnectionAndNoThread() {
        start().close();
        Set<String> before = threads();
        for (int i = 0; i < 5; i++) {
            SeContainer container = start();
            assertThat(open).hasPositiveValue();
            container.close();
            assertThat(open).hasValue(0);
        }
        Waiting.await("no thread but " + before, () -> before.containsAll(threads()));
        assertThat(before).containsAll(threads());
    }
}
