// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.cdi.container.TernExtension;
import io.ternmq.test.TestBroker;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One provider, and the containers that a test starts over it one after the other. For one thread. */
public final class Stand implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);

    /** Between two moves of the clock: a call that is on its way must not see its time-out pass on a busy machine. */
    private static final long PACE_NANOS = 20_000_000;

    private final Ground.Place place;
    private final Ledger ledger = new Ledger();
    private final CountingFactory factory;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ClassLoader settings = new Settings(Thread.currentThread().getContextClassLoader());
    private final List<Extension> extensions = new ArrayList<>();
    private @Nullable SeContainer container;
    private @Nullable Messaging outside;

    private Stand(Ground.Place place, @Nullable String clientId) throws Exception {
        this.place = place;
        this.factory = new CountingFactory(place.factory(), clientId);
        open.push(place.end());
        open.push(place.factory().createConnection()); // an embedded broker stays while nobody else is connected
    }

    /** Over a provider that nobody else uses. */
    public static Stand on(Ground ground) throws Exception {
        return new Stand(ground.open(), null);
    }

    /** The same; the program's connections have an identifier. */
    public static Stand on(Ground ground, String clientId) throws Exception {
        return new Stand(ground.open(), clientId);
    }

    /** What the beans have done, in all containers. */
    public Ledger ledger() {
        return ledger;
    }

    /** What the containers have opened. */
    public CountingFactory factory() {
        return factory;
    }

    /** The broker, where it is one that tests look into. */
    public TestBroker broker() {
        return Objects.requireNonNull(place.broker(), "a place with a broker of the test kit");
    }

    /** Another program at the same provider. */
    public Messaging outside() {
        if (outside == null) {
            outside = Messaging.over(place.factory());
            open.push(outside);
        }
        return outside;
    }

    /** For all containers from now on. */
    public Stand with(Extension extension) {
        extensions.add(extension);
        return this;
    }

    /** Starts a container with these beans, a connection factory and a ledger. */
    public SeContainer start(Class<?>... beans) {
        return startBare(new Lent(ledger, factory, null, null), beans, true);
    }

    /** The same without a connection factory. */
    public SeContainer startWithoutFactory(Class<?>... beans) {
        return startBare(new Lent(ledger, factory, null, null), beans, false);
    }

    /** Starts a container where the first bean, which is {@code Dependent}, has another scope. */
    public SeContainer startIn(Annotation scope, Class<?> scoped, Class<?>... beans) {
        Class<?>[] all = Arrays.copyOf(beans, beans.length + 1);
        all[beans.length] = scoped;
        return startBare(new Lent(ledger, factory, scope, scoped), all, true);
    }

    @SuppressWarnings("unchecked") // an array of classes for the variable arguments
    private SeContainer startBare(Lent lent, Class<?>[] beans, boolean withFactory) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(settings);
        try {
            SeContainerInitializer initializer = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addExtensions(TernExtension.class) // without discovery some containers look for none
                    .addExtensions(lent)
                    .addExtensions(extensions.toArray(Extension[]::new))
                    .addBeanClasses(Ticket.class)
                    .addBeanClasses(beans);
            if (withFactory) {
                initializer.addBeanClasses(LentFactory.class);
            }
            SeContainer started = initializer.initialize();
            container = started;
            return started;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Stops the container, while the clock of the broker goes on. */
    public void stop() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(settings);
        try {
            stopHere();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void stopHere() {
        SeContainer running = Objects.requireNonNull(container, "a container that was started");
        container = null;
        TestBroker broker = place.broker();
        if (broker == null) {
            running.close();
            return;
        }
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> ticking = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                broker.clock().advance(TICK);
                LockSupport.parkNanos(PACE_NANOS);
            }
        });
        try {
            running.close();
        } finally {
            over.set(true);
            ticking.join();
        }
    }

    /** Waits until something has come; moves the clock in steps, unless the provider goes by that of the machine. */
    public void later(String what, Duration step, BooleanSupplier condition) {
        TestBroker broker = place.broker();
        Waiting.await(what, condition, () -> {
            if (broker != null) {
                broker.clock().advance(step);
            }
            LockSupport.parkNanos(PACE_NANOS);
        });
    }

    @Override
    public void close() throws IOException {
        if (container != null) {
            stop();
        }
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable one) throws IOException {
        try {
            one.close();
        } catch (Exception e) {
            throw new IOException(one + " could not be closed", e);
        }
    }

    /**
     * Has the settings of the containers as a file: what hangs is not waited for. Hides the extension of Narayana from
     * containers that look for extensions in any case, because most tests are about programs without transactions.
     */
    private static final class Settings extends ClassLoader {

        private static final String EXTENSIONS = "META-INF/services/" + Extension.class.getName();

        Settings(ClassLoader parent) {
            super(parent);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return name.equals("ternmq.properties")
                    ? new ByteArrayInputStream("ternmq.stop-timeout=50ms".getBytes(StandardCharsets.ISO_8859_1))
                    : super.getResourceAsStream(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            Enumeration<URL> all = super.getResources(name);
            if (!name.equals(EXTENSIONS)) {
                return all;
            }
            List<URL> others = Collections.list(all);
            others.removeIf(place -> place.getPath().contains("narayana"));
            return Collections.enumeration(others);
        }
    }
}
