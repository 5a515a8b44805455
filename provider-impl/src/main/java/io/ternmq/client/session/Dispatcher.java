// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.client.ClientConnection;
import io.ternmq.client.WaitingRoom;
import io.ternmq.common.Log;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs the listeners and completion callbacks of one session, one after the other. Owner: the thread that runs the
 * current turn. There is a turn only while there is something to do; a turn ends after {@value #MOST_A_TURN} rounds
 * and has itself run again, so that the sessions share the threads.
 *
 * <pre>
 *   IDLE -- signal --&gt; BUSY   by whoever made work and wins the exchange; a turn is submitted
 *   BUSY -- nothing to do --&gt; IDLE, and the work is looked at once more
 * </pre>
 *
 * <p>No signal is lost: whoever makes work does so before it looks at the state, and a turn changes the state before it
 * looks for work again.
 */
final class Dispatcher implements Runnable {

    private static final Log LOG = Log.of(Dispatcher.class);
    private static final int MOST_A_TURN = 256;

    private final ClientConnection connection;
    private final Completions completions;
    private final List<ClientConsumer> consumers;
    private final WaitingRoom waiting;
    private final Hope hope;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile @Nullable ClientConsumer listening;

    /** The list of consumers may change at any time. */
    Dispatcher(
            ClientConnection connection,
            Completions completions,
            List<ClientConsumer> consumers,
            WaitingRoom waiting) {
        this.connection = connection;
        this.completions = completions;
        this.consumers = consumers;
        this.waiting = waiting;
        this.hope = new Hope(connection.patience());
    }

    /** There may be something to do. By any thread. */
    void signal() {
        if (!busy.get() && busy.compareAndSet(false, true)) {
            submit();
        }
    }

    /** True on the thread that runs the current turn. */
    boolean isCurrentThread() {
        return thread == Thread.currentThread();
    }

    /** True while a listener of this session is busy. */
    boolean isListening() {
        return listening != null;
    }

    /** True inside a listener of this session. */
    boolean isInsideListener() {
        return isCurrentThread() && listening != null;
    }

    /** Waits until no listener of this consumer runs; its prefetch is shut. */
    void awaitQuiet(ClientConsumer consumer) {
        waiting.await(() -> listening != consumer);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        boolean more = false;
        try {
            more = takeTurn();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A turn of a session failed; this is a defect of TernMQ.", e);
        }
        listening = null;
        thread = null;
        if (more) {
            submit();
        } else {
            leave();
        }
    }

    /** True when there is more to do than one turn takes. */
    private boolean takeTurn() {
        boolean more = true;
        for (int round = 0; more && round < MOST_A_TURN; round++) {
            boolean completed = completions.completeOne();
            more = deliver() || completed || lookAgain();
        }
        return more;
    }

    /** One message for each listener that has one. */
    private boolean deliver() {
        boolean delivered = false;
        for (ClientConsumer consumer : consumers) {
            if (consumer.hasListener()) {
                listening = consumer;
                delivered |= consumer.deliverOne();
                listening = null;
                waiting.wake();
            }
        }
        return delivered;
    }

    /** Nothing was there: asks for more and looks patiently. */
    private boolean lookAgain() {
        for (ClientConsumer consumer : consumers) {
            consumer.askForListener();
        }
        for (int looks = hope.looks(); looks >= 0; looks--) {
            if (hasWork()) {
                hope.fulfilled();
                return true;
            }
            Thread.onSpinWait();
        }
        hope.disappointed();
        return false;
    }

    private boolean hasWork() {
        if (completions.isReady()) {
            return true;
        }
        for (ClientConsumer consumer : consumers) {
            if (consumer.hasWork()) {
                return true;
            }
        }
        return false;
    }

    private void leave() {
        consumers.forEach(ClientConsumer::idleForListener);
        busy.set(false);
        if (hasWork()) {
            signal();
        }
    }

    private void submit() {
        try {
            connection.executor().execute(this);
        } catch (RejectedExecutionException e) {
            busy.set(false);
            LOG.log(Level.WARNING, "The executor takes no more work: listeners are not called any more.", e);
        }
    }
}
