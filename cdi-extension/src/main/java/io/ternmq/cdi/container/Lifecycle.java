// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts the parts one after the other when their container has started, and ends them the other way round before
 * it ends. A start that fails ends what was begun and closes the connections before the container hears of it,
 * because containers that fail to start do not end what they have begun.
 *
 * <pre>
 *   NEW ── start ──> STARTED ── stop ──> STOPPED ── close ──> CLOSED
 *     └── start that fails, stop ──────────┘
 * </pre>
 *
 * <p>Called on the threads that start and stop the container, one call at a time.
 */
final class Lifecycle {

    private static final System.Logger LOG = System.getLogger("io.ternmq.cdi");

    private enum State {
        NEW,
        STARTED,
        STOPPED,
        CLOSED
    }

    private final Settings settings;
    private final List<Part> parts;
    private final Running running;
    private final Clock clock = Clock.systemUTC();
    private final Deque<Part> begun = new ArrayDeque<>();
    private State state = State.NEW;
    private @Nullable BeanManager beans;

    /**
     * Not started.
     *
     * @param settings of the program
     * @param parts    in the order in which they start
     * @param running  knows the listeners
     */
    Lifecycle(Settings settings, List<Part> parts, Running running) {
        this.settings = settings;
        this.parts = parts;
        this.running = running;
    }

    /**
     * Starts all parts, or none.
     *
     * @param container whose beans may be used
     * @throws RuntimeException what a part has thrown
     */
    void start(BeanManager container) {
        if (state != State.NEW) {
            return;
        }
        beans = container;
        prepare(container);
        if (!settings.flag(Key.LISTENERS_ENABLED)) {
            state = State.STARTED;
            LOG.log(System.Logger.Level.INFO, "No listener and no pipeline is started: {0} is false",
                    Key.LISTENERS_ENABLED.text());
            return;
        }
        long since = clock.millis();
        try {
            for (Part part : parts) {
                begun.push(part);
                part.start(container);
            }
            parts.forEach(part -> part.onStarted(container));
        } catch (Exception e) {
            throw undo(e);
        }
        state = State.STARTED;
        tell(clock.millis() - since);
    }

    private void prepare(BeanManager container) {
        try {
            for (Part part : parts) {
                part.prepare(container);
            }
        } catch (Exception e) {
            throw undo(e);
        }
    }

    private void tell(long millis) {
        int listeners = running.listeners().size();
        if (listeners > 0) {
            LOG.log(System.Logger.Level.INFO, "{0} started over {1} in {2} ms",
                    listeners == 1 ? "1 listener" : listeners + " listeners", broker(), Long.toString(millis));
        }
    }

    private String broker() {
        return beans == null ? "" : new FactoryRules(beans).describeDefault(settings);
    }

    private RuntimeException undo(Exception failure) {
        for (Runnable step : List.<Runnable>of(this::stop, this::close)) {
            try {
                step.run();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new ProviderException(
                        ErrorCode.ILLEGAL_STATE, "Listeners cannot start: " + failure.getMessage(), failure);
    }

    /** Ends all parts within the limit that they share. Does nothing the second time. */
    void stop() {
        if (state == State.STOPPED || state == State.CLOSED) {
            return;
        }
        state = State.STOPPED;
        Duration limit = settings.duration(Key.STOP_TIMEOUT);
        long deadline = clock.millis() + limit.toMillis();
        boolean finished = true;
        while (!begun.isEmpty()) {
            Duration left = Duration.ofMillis(Math.max(0, deadline - clock.millis()));
            finished &= stopped(begun.pop(), left);
        }
        parts.forEach(Lifecycle::release);
        if (!finished) {
            LOG.log(System.Logger.Level.WARNING, "Stopped with work still at hand after {0} ({1}): it was interrupted,"
                    + " its messages go back", limit, Key.STOP_TIMEOUT.text());
        }
    }

    /** One that fails to end keeps no other from ending. */
    private static boolean stopped(Part part, Duration left) {
        try {
            return part.stop(left);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Could not end " + part.getClass().getSimpleName() + " well", e);
            return true;
        }
    }

    private static void release(Part part) {
        try {
            part.release();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Could not end " + part.getClass().getSimpleName() + " well", e);
        }
    }

    /** Closes the connections, if any were opened. Does nothing the second time, and none before {@link #stop()}. */
    void close() {
        if (state != State.STOPPED || beans == null) {
            return;
        }
        state = State.CLOSED;
        for (Bean<?> bean : beans.getBeans(Messages.class)) {
            destroy(bean, beans);
        }
    }

    private static void destroy(Bean<?> bean, BeanManager beans) {
        try {
            if (beans.getContext(bean.getScope()) instanceof AlterableContext context) {
                context.destroy(bean);
            }
        } catch (ContextNotActiveException e) {
            LOG.log(System.Logger.Level.DEBUG, "The container has destroyed its beans already", e);
        }
    }
}
