// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tools of one {@code Messaging}, and everything that was opened with them. Any thread. */
public final class Workbench implements Toolbox, AutoCloseable {

    private static final Log LOG = Log.of(Workbench.class);

    private final MessagingSettings settings;
    private final MessageForms forms;
    private final Tracing tracing;
    private final Workers workers;
    private final Function<Connection, TimeSource> clocks;
    private final Executor errands;
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private volatile @Nullable SharedConnection current;
    private volatile @Nullable TimeSource lastTime;
    private volatile boolean closed;
    private volatile boolean disconnected;
    private boolean reopening;

    /**
     * Tools for patterns.
     *
     * @param settings of the program
     * @param forms    of messages
     * @param tracing  puts traces around sending and handling
     * @param workers  run the program's code
     * @param clocks   the clock of a connection
     * @param errands  looks after the connection when the provider complains of it; never on the calling thread
     */
    public Workbench(
            MessagingSettings settings,
            MessageForms forms,
            Tracing tracing,
            Workers workers,
            Function<Connection, TimeSource> clocks,
            Executor errands) {
        this.settings = settings;
        this.forms = forms;
        this.tracing = tracing;
        this.workers = workers;
        this.clocks = clocks;
        this.errands = errands;
    }

    @Override
    public Connection connection() throws JMSException {
        SharedConnection shared = shared();
        if (!shared.stands()) {
            replace(shared);
            shared = shared();
        }
        return shared.connection();
    }

    /** A connection that makes no session is replaced if it says that it is lost, or if the provider has complained. */
    @Override
    public Session session(int acknowledgeMode) throws JMSException {
        SharedConnection shared = shared();
        try {
            return shared.connection().createSession(acknowledgeMode);
        } catch (JMSException e) {
            if (!shared.isSuspect() && !saysThatItIsLost(e)) {
                throw e;
            }
            replace(shared);
            return shared().connection().createSession(acknowledgeMode);
        }
    }

    /** Who asks may find out before the provider's complaint comes. */
    private static boolean saysThatItIsLost(JMSException refusal) {
        return ErrorCode.CONNECTION_LOST.code().equals(refusal.getErrorCode())
                || refusal instanceof IllegalStateException;
    }

    private SharedConnection shared() throws JMSException {
        SharedConnection present = current;
        return present != null && !closed ? present : opened();
    }

    private synchronized SharedConnection opened() throws JMSException {
        requireOpen();
        SharedConnection shared = current;
        if (shared == null) {
            shared = open();
            current = shared;
            lastTime = shared.time();
        }
        return shared;
    }

    private SharedConnection open() throws JMSException {
        boolean isOpen = false;
        try {
            SharedConnection opened = SharedConnection.open(settings, clocks, this::complained);
            isOpen = true;
            return opened;
        } finally {
            disconnected = !isOpen;
        }
    }

    /**
     * Whether the connection was lost or refused, and none has been opened since. If so, another one is tried in the
     * background, so that whoever asks again hears of a provider that is back.
     *
     * @return false also when nobody has needed a connection yet
     */
    public boolean isDisconnected() {
        boolean isSo = disconnected && !closed;
        if (isSo && mayReopen()) {
            errands.execute(this::reopen);
        }
        return isSo;
    }

    private synchronized boolean mayReopen() {
        boolean may = !reopening;
        reopening = true;
        return may;
    }

    private void reopen() {
        try {
            shared();
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "There is still no connection: " + e.getMessage());
        } finally {
            reopened();
        }
    }

    private synchronized void reopened() {
        reopening = false;
    }

    /** Not every complaint means a loss, and the provider's thread is not the one to find that out. */
    private void complained() {
        errands.execute(this::checkConnection);
    }

    private void checkConnection() {
        SharedConnection shared = current;
        if (shared != null && !shared.stands()) {
            replace(shared);
        }
    }

    /** Lets the next one who asks open another connection. */
    private void replace(SharedConnection lost) {
        if (takeOut(lost)) {
            listeners.forEach(Workbench::tell);
            lost.close();
        }
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Somebody could not take in that the connection was lost", e);
        }
    }

    private synchronized boolean takeOut(SharedConnection lost) {
        boolean isCurrent = current == lost;
        current = isCurrent ? null : current;
        disconnected |= isCurrent;
        return isCurrent;
    }

    @Override
    public void whenLost(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public MessagingSettings settings() {
        return settings;
    }

    @Override
    public MessageForms forms() {
        return forms;
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Tracing tracing() {
        return tracing;
    }

    /** The last one known while there is no connection, so that what is under way can end. */
    @Override
    public TimeSource time() {
        TimeSource known = lastTime;
        if (known != null) {
            return known;
        }
        try {
            return shared().time();
        } catch (JMSException e) {
            throw new ProviderException(
                    ErrorCode.CONNECTION_LOST, "The provider cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized <C extends AutoCloseable> C keep(C closeable) {
        requireOpen();
        kept.push(closeable);
        return closeable;
    }

    @Override
    public synchronized void release(AutoCloseable closeable) {
        kept.removeIf(each -> each == closeable);
    }

    private void requireOpen() {
        if (closed) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "This Messaging is closed; open another one with Messaging.over.");
        }
    }

    /** Closes what is open, in reverse order and each in spite of the others' failures; then the connection. */
    @Override
    public void close() {
        AutoCloseable last = beginClose();
        while (last != null) {
            close(last);
            last = next();
        }
        endConnection();
    }

    private synchronized @Nullable AutoCloseable beginClose() {
        closed = true;
        return kept.poll();
    }

    private synchronized @Nullable AutoCloseable next() {
        return kept.poll();
    }

    /** Not under the monitor: closing waits for listeners, and those may ask for something here. */
    private void endConnection() {
        SharedConnection shared = takeOut();
        listeners.clear();
        if (shared != null) {
            shared.close();
        }
    }

    private synchronized @Nullable SharedConnection takeOut() {
        SharedConnection shared = current;
        current = null;
        return shared;
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.log(Level.WARNING, closeable + " could not be closed: " + e.getMessage(), e);
        }
    }
}
