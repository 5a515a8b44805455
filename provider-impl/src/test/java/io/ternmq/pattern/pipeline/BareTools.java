// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.TraceMode;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.MessageForms;
import io.ternmq.pattern.PlainTracing;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import io.ternmq.pattern.Workers;
import io.ternmq.pattern.Workforce;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Tools for pipelines that never leave the process: no provider, an executor and a clock of the test's choice. */
record BareTools(Workers workers, TimeSource time) implements Toolbox {

    static BareTools of(Executor executor, TimeSource time) {
        return new BareTools(new Workforce(executor, 0, executor, Duration.ofSeconds(5)), time);
    }

    @Override
    public Connection connection() throws JMSException {
        throw new JMSException("There is no provider here");
    }

    @Override
    public void whenLost(Runnable listener) {
        throw new AssertionError("nothing can be lost");
    }

    @Override
    public void forget(Runnable listener) {
        throw new AssertionError("nothing can be lost");
    }

    @Override
    public MessagingSettings settings() {
        ConnectionFactory none = (ConnectionFactory) Proxy.newProxyInstance(
                BareTools.class.getClassLoader(),
                new Class<?>[] {ConnectionFactory.class},
                (proxy, method, arguments) -> {
                    throw new JMSException("There is no provider here");
                });
        return new MessagingSettings(
                none, null, null, new Execution.Detect(), null, null, TraceMode.OFF, Duration.ofSeconds(5));
    }

    @Override
    public Session session(int acknowledgeMode) throws JMSException {
        throw new JMSException("There is no provider here");
    }

    @Override
    public MessageForms forms() {
        throw new AssertionError("nothing is to be sent here");
    }

    @Override
    public Tracing tracing() {
        return new PlainTracing();
    }

    @Override
    public <C extends AutoCloseable> C keep(C closeable) {
        return closeable;
    }

    @Override
    public void release(AutoCloseable closeable) {
        // nothing is kept
    }
}
