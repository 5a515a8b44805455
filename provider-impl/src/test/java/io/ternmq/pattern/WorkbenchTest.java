// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class WorkbenchTest {

    private final Fragile fragile = new Fragile();
    private final PatternStage stage = new PatternStage(fragile.factory(), Integer.MAX_VALUE, Duration.ofSeconds(20));

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void opensTheConnectionWhenItIsNeededAndSharesIt() throws JMSException {
        assertThat(fragile.opened).isEmpty();

        Connection first = stage.tools.connection();

        assertThat(stage.tools.connection()).isSameAs(first);
        assertThat(fragile.opened).hasSize(1);
        assertThat(fragile.opened.get(0).started).isTrue();
    }

    @Test
    void replacesAConnectionThatWasLost() throws Exception {
        Connection first = stage.tools.connection();
        CountDownLatch told = new CountDownLatch(1);
        stage.tools.whenLost(told::countDown);

        fragile.opened.get(0).breakDown();

        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stage.tools.connection()).isNotSameAs(first);
        assertThat(fragile.opened.get(1).started).isTrue();
    }

    @Test
    void findsTheLossByItselfWhenASessionIsAskedFor() throws JMSException {
        stage.tools.connection();
        fragile.opened.get(0).breakDown();

        Session session = stage.tools.session(Session.AUTO_ACKNOWLEDGE);

        assertThat(session.createTextMessage("works").getText()).isEqualTo("works");
        assertThat(fragile.opened).hasSize(2);
    }

    @Test
    void keepsAConnectionOfWhichTheProviderOnlyComplains() throws JMSException {
        Connection first = stage.tools.connection();

        fragile.opened.get(0).complain();

        assertThat(stage.tools.connection()).isSameAs(first);
        assertThat(fragile.opened).hasSize(1);
    }

    @Test
    void passesOnThatNoSessionCanBeMadeWhileTheConnectionIsNotSuspect() throws JMSException {
        stage.tools.connection();
        fragile.opened.get(0).broken = true;

        assertThatThrownBy(() -> stage.tools.session(Session.AUTO_ACKNOWLEDGE)).isInstanceOf(JMSException.class);
        assertThat(fragile.opened).hasSize(1);
    }

    @Test
    void closesInReverseOrderInSpiteOfFailures() throws JMSException {
        List<String> closed = new ArrayList<>();
        stage.tools.connection();
        stage.tools.keep(() -> closed.add("first"));
        AutoCloseable released = stage.tools.keep(() -> closed.add("released"));
        stage.tools.keep(() -> {
            closed.add("second");
            throw new IllegalStateException("does not want");
        });
        stage.tools.keep(() -> closed.add("third"));
        stage.tools.release(released);

        stage.tools.close();

        assertThat(closed).containsExactly("third", "second", "first");
        assertThat(fragile.opened.get(0).closed).isTrue();
        assertThatThrownBy(stage.tools::connection)
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.ILLEGAL_STATE));
        assertThatThrownBy(() -> stage.tools.keep(released)).isInstanceOf(ProviderException.class);
    }

    @Test
    void hasTheClockOfItsConnection() {
        assertThat(stage.tools.time()).isSameAs(stage.clock);
    }

    /** A provider whose connections break when a test wants it. */
    private static final class Fragile {

        private final ConnectionFactory real =
                new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory");
        private final List<Breakable> opened = new ArrayList<>();

        ConnectionFactory factory() {
            return proxy(ConnectionFactory.class, (method, arguments) -> {
                Breakable connection = new Breakable(real.createConnection());
                opened.add(connection);
                return proxy(Connection.class, connection::call);
            });
        }
    }

    private static final class Breakable {

        private final Connection real;
        private @Nullable ExceptionListener listener;
        private boolean started;
        private boolean closed;
        private volatile boolean broken;

        Breakable(Connection real) {
            this.real = real;
        }

        @Nullable Object call(Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "setExceptionListener" -> {
                    listener = (ExceptionListener) arguments[0];
                    return null;
                }
                case "start" -> started = true;
                case "close" -> closed = true;
                case "createSession" -> requireWhole();
                default -> assertThat(closed).isFalse();
            }
            return method.invoke(real, arguments);
        }

        private void requireWhole() throws JMSException {
            if (broken) {
                throw new JMSException("broken");
            }
        }

        void breakDown() {
            broken = true;
            complain();
        }

        void complain() {
            ExceptionListener hears = listener;
            assertThat(hears).isNotNull();
            hears.onException(new JMSException("trouble"));
        }
    }

    private interface Call {

        @Nullable Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return objectMethod(self, method, arguments);
                    }
                    try {
                        return call.call(method, arguments == null ? new Object[0] : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Object objectMethod(Object self, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "a breakable " + System.identityHashCode(self);
        };
    }
}
