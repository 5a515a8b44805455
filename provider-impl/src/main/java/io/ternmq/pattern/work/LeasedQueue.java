// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.work.LeasedMessage;
import io.ternmq.api.pattern.work.Leases;
import io.ternmq.api.pattern.work.WorkHandler;
import io.ternmq.api.pattern.work.WorkItem;
import io.ternmq.api.pattern.work.WorkQueue;
import io.ternmq.api.pattern.work.Worker;
import io.ternmq.common.Log;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A queue whose messages are leased and read. Any thread; opens its leases anew after a lost connection. */
public final class LeasedQueue<T> implements WorkQueue<T> {

    private static final Log LOG = Log.of(LeasedQueue.class);
    private static final String WHAT = "A work queue";

    private final Desk desk;
    private final String queue;
    private final PayloadType<T> type;
    private final Duration lease;
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private @Nullable Leases leases;
    private boolean closed;

    /** Opens it; refused over other providers. */
    public LeasedQueue(Toolbox tools, String queue, PayloadType<T> type, Duration lease) {
        this.desk = new Desk(tools);
        this.queue = queue;
        this.type = type;
        this.lease = lease;
        leases();
    }

    private synchronized Leases leases() {
        if (closed) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "The work queue " + queue + " is closed; open a new one");
        }
        Leases open = leases;
        if (open == null) {
            open = Desk.ask(WHAT, () -> desk.access(WHAT).leases(queue, null, lease));
            leases = open;
        }
        return open;
    }

    /** These take nothing any more: the next call opens others. */
    private synchronized void drop(Leases old) {
        if (old.equals(leases)) {
            leases = null;
        }
    }

    @Override
    public List<WorkItem<T>> take(int max, Duration wait) {
        Leases open = leases();
        try {
            List<WorkItem<T>> items = new ArrayList<>();
            for (LeasedMessage each : open.take(max, wait)) {
                WorkItem<T> item = read(each);
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        } catch (JMSException e) {
            drop(open);
            throw Desk.refusal(WHAT, e);
        }
    }

    private @Nullable TypedItem<T> read(LeasedMessage each) throws JMSException {
        try {
            return new TypedItem<>(each, desk.tools().forms().read(each.message(), type));
        } catch (PayloadException e) {
            LOG.log(Level.WARNING, () -> "A message of " + queue + " goes back: " + e.getMessage());
            each.giveBack(String.valueOf(e.getMessage()), Duration.ZERO);
            return null;
        }
    }

    @Override
    public Worker work(WorkHandler<? super T> handler, int concurrency) {
        desk.requireThreads(concurrency);
        LeaseWorker<T> worker = new LeaseWorker<>(desk.tools(), this, lease, narrow(handler));
        workers.add(worker);
        worker.begin(concurrency);
        return worker;
    }

    private static <T> WorkHandler<T> narrow(WorkHandler<? super T> handler) {
        return item -> handle(handler, item);
    }

    /** An item of a type is one of each wider type: it only gives its body. */
    @SuppressWarnings("unchecked")
    private static <S> void handle(WorkHandler<S> handler, WorkItem<?> item) throws Exception {
        handler.handle((WorkItem<S>) item);
    }

    void forget(Worker worker) {
        workers.remove(worker);
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        Leases open;
        synchronized (this) {
            closed = true;
            open = leases;
            leases = null;
        }
        desk.tools().release(this);
        if (open != null) {
            try {
                open.close();
            } catch (JMSException e) {
                LOG.log(Level.DEBUG, "Leases could not be closed in order", e);
            }
        }
    }
}
