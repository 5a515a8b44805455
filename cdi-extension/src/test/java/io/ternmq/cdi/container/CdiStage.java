// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.jms.ConnectionFactory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Containers over one broker. What is set here counts for the next container alone: settings come as a {@code
 * ternmq.properties} that only its class loader has. For one thread.
 */
public final class CdiStage implements AutoCloseable {

    private final Deque<Runnable> open = new ArrayDeque<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Extension> extensions = new ArrayList<>();
    private Given given = new Given();
    private final ConnectionFactory factory;
    private @Nullable Messaging outside;

    private CdiStage(ConnectionFactory factory) {
        this.factory = factory;
    }

    /** Over a broker that nobody else uses. */
    public static CdiStage open() {
        BrokerSettings broker = new BrokerSettings(
                "container-" + UUID.randomUUID(), BrokerPolicy.defaults(), Map.of(), null, StorePolicy.memory());
        TestBroker started = TestBroker.startInRealTime(broker, new Faults(Faults.seedOfThisRun(0)));
        CdiStage stage = new CdiStage(started.connectionFactory());
        stage.open.push(started::close);
        return stage;
    }

    /** Over any provider, which stays the caller's. */
    public static CdiStage over(ConnectionFactory factory) {
        return new CdiStage(factory);
    }

    /** For the next container. */
    public CdiStage with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** For the next container. */
    public CdiStage with(Extension extension) {
        extensions.add(extension);
        return this;
    }

    /** A bean for the next container. */
    public <T> CdiStage with(Class<T> type, T object) {
        given.put(type, object);
        return this;
    }

    /** Starts a container with these beans and the factory; ends with the stage, if not before. */
    public SeContainer start(Class<?>... beans) {
        given.use(factory);
        Class<?>[] all = Arrays.copyOf(beans, beans.length + 1);
        all[beans.length] = GivenFactory.class;
        return startBare(all);
    }

    /** The same without a connection factory. */
    public SeContainer startBare(Class<?>... beans) {
        extensions.add(given);
        extensions.add(new TernExtension()); // without discovery some containers look for none
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new Place(before, text()));
        try {
            SeContainer started = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addExtensions(extensions.toArray(Extension[]::new))
                    .addBeanClasses(beans)
                    .initialize();
            open.push(() -> stop(started));
            return started;
        } finally {
            thread.setContextClassLoader(before);
            settings.clear();
            extensions.clear();
            given = new Given();
        }
    }

    private String text() {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Ends a container, if it runs. */
    public static void stop(SeContainer container) {
        if (container.isRunning()) {
            container.close();
        }
    }

    /** Another program at the broker. */
    public Messaging outside() {
        if (outside == null) {
            outside = Messaging.over(factory);
            open.push(outside::close);
        }
        return outside;
    }

    /** Somebody sends a text to a queue. */
    public void send(String queue, String text) {
        try (Publisher<String> publisher =
                outside().publisher(String.class).to(Channel.queue(queue)).open()) {
            publisher.publish(text);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }

    /** Has one more file than its parent. */
    private static final class Place extends ClassLoader {

        private final String text;

        Place(ClassLoader parent, String text) {
            super(parent);
            this.text = text;
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return name.equals("ternmq.properties")
                    ? new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))
                    : super.getResourceAsStream(name);
        }
    }
}
