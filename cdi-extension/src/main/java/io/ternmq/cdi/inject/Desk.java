// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.context.Factories;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens typed messaging, one for each connection factory, when it is first asked for, and keeps what is injected, one
 * for each channel and type. Whoever stops the container calls {@link #close()} once listeners and pipelines have
 * ended; the container does so itself when nobody has. Callable from any thread.
 */
@ApplicationScoped
public class Desk implements Messages {

    private static final System.Logger LOG = System.getLogger("io.ternmq.cdi");

    private final Map<String, Messaging> opened = new ConcurrentHashMap<>();
    private final Map<Object, Object> kept = new ConcurrentHashMap<>();
    private final Traffic traffic = new Traffic();
    private final Map<String, Started> pipelines = new ConcurrentHashMap<>();
    private final @Nullable Factories factories;
    private final @Nullable Settings settings;
    private final @Nullable Instance<Running> running;
    private volatile @Nullable Supplier<String> document;
    private volatile boolean closed;

    /** For the proxy of the container. */
    protected Desk() {
        this.factories = null;
        this.settings = null;
        this.running = null;
    }

    /**
     * By the container.
     *
     * @param factories knows where to connect
     * @param settings  of the program
     * @param running   what runs, when somebody has made it a bean
     */
    @Inject
    public Desk(Factories factories, Settings settings, Instance<Running> running) {
        this.factories = factories;
        this.settings = settings;
        this.running = running;
    }

    @Override
    public Messaging messaging() {
        return messaging("");
    }

    @Override
    public Messaging messaging(String factory) {
        Messaging known = opened.get(factory);
        return known == null ? open(factory) : known;
    }

    /** Connects to nothing yet. Not while it is being closed, so that nothing is left open. */
    private Messaging open(String name) {
        ConnectionFactory factory = present(factories).named(name);
        synchronized (opened) {
            requireOpen();
            Duration limit = settings().duration(Key.STOP_TIMEOUT);
            return opened.computeIfAbsent(
                    name, unused -> Messaging.builder(factory).closeLimit(limit).build());
        }
    }

    /**
     * The settings of the program.
     *
     * @return its values
     */
    public Settings settings() {
        return present(settings);
    }

    @Override
    public List<ListenerView> listeners() {
        Instance<Running> known = present(running);
        return known.isResolvable() ? known.get().listeners() : List.of();
    }

    @Override
    public String asyncApi() {
        Supplier<String> source = document;
        if (source == null) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE,
                    "The channels are not known yet: ask when the container has started.");
        }
        return source.get();
    }

    /**
     * By whoever knows what was declared: where {@link #asyncApi()} comes from.
     *
     * @param source writes the document
     */
    public void onDocument(Supplier<String> source) {
        document = source;
    }

    /**
     * By whoever has started a pipeline: it can be used where it is injected.
     *
     * @param pipeline what it is made of
     * @param run      the run
     */
    public void onPipeline(Pipeline pipeline, RunningPipeline run) {
        pipelines.put(pipeline.name(), new Started(pipeline, run));
    }

    /**
     * The run of a pipeline.
     *
     * @param name of the pipeline
     * @return what was started
     * @throws ProviderException with {@code NOT_FOUND} when none of this name runs
     */
    public Started pipeline(String name) {
        Started started = pipelines.get(name);
        if (started == null) {
            throw new ProviderException(ErrorCode.NOT_FOUND, "No pipeline '" + name + "' runs: a PipelineDefinition"
                    + " bean with this name is needed, and pipelines start after all beans have been validated.");
        }
        return started;
    }

    /**
     * What is shared by all that ask with the same key.
     *
     * @param key   says what it is
     * @param maker makes it for the first one; opens nothing and must not call this method
     * @param <T>   its type, the same for equal keys
     * @return made now or before
     */
    @SuppressWarnings("unchecked") // a key says the type of what is kept for it
    public <T> T keep(Object key, Function<Desk, T> maker) {
        requireOpen();
        return (T) kept.computeIfAbsent(key, unused -> maker.apply(this));
    }

    /**
     * Connection factories whose connection was lost or refused, and not opened again since.
     *
     * @return their names, empty for the default one; those that nobody has used are not among them
     */
    public List<String> disconnected() {
        return opened.entrySet().stream()
                .filter(each -> each.getValue().isDisconnected())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /**
     * What is sent through what is injected.
     *
     * @return tells of each
     */
    public Traffic traffic() {
        return traffic;
    }

    /** Ends all that was opened. Does nothing the second time. */
    @PreDestroy
    public void close() {
        List<Messaging> all;
        synchronized (opened) {
            closed = true;
            all = new ArrayList<>(opened.values());
            opened.clear();
        }
        traffic.clear();
        kept.clear();
        pipelines.clear();
        all.forEach(Desk::close);
    }

    /** One that fails to end keeps no other from ending. */
    private static void close(Messaging messaging) {
        try {
            messaging.close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A connection could not be ended well", e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "The container has stopped; nothing is sent or received any more.");
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A proxy has no state of its own");
        }
        return value;
    }

    /**
     * A pipeline that runs.
     *
     * @param pipeline what it is made of
     * @param run      the run
     */
    public record Started(Pipeline pipeline, RunningPipeline run) {}
}
