// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.pipeline.RunningPipeline.State;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the program hands items in, one after the other. The lane behind it runs on the calling thread, under the lock.
 */
final class ProgramInlet implements Inlet {

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock gate = new ReentrantLock();
    private final Condition changed = gate.newCondition();
    private final Run run;
    private final MemoryLane lane;
    private final Sheet sheet;
    private final Queue<Runnable> errands = new ArrayDeque<>();
    private volatile State state = State.RUNNING;

    ProgramInlet(Run run, Layout.Section section) {
        this.run = run;
        this.lane = new MemoryLane(run, section, this::execute);
        this.sheet = new Sheet(lane);
    }

    MemoryLane lane() {
        return lane;
    }

    Sheet sheet() {
        return sheet;
    }

    /** Hands an item in and takes it through the section. */
    CompletionStage<@Nullable Void> submit(Object item) {
        requireType(item);
        Root root = enter();
        try {
            lane.serve(item, root, null, TraceContext.current());
            runErrands();
        } finally {
            lock.unlock();
        }
        return root.future();
    }

    private void requireType(Object item) {
        PayloadType<?> type = run.draft().nodes().get(0).type();
        if (type != null && type.type() instanceof Class<?> wanted && !wanted.isInstance(item)) {
            throw new IllegalArgumentException("Pipeline '" + run.pipeline() + "' takes " + wanted.getName() + ", not "
                    + item.getClass().getName());
        }
    }

    /** Takes the lock. */
    private Root enter() {
        if (lock.isHeldByCurrentThread()) {
            throw refused("a stage of it may not submit to it");
        }
        lock.lock();
        while (state != State.RUNNING) {
            lock.unlock();
            awaitRunning();
            lock.lock();
        }
        return new Root(List.of());
    }

    /** Without the lane's lock, so that neither errands nor those who resume wait for this. */
    private void awaitRunning() {
        gate.lock();
        try {
            while (state == State.PAUSED) {
                changed.awaitUninterruptibly();
            }
            if (state != State.RUNNING) {
                throw refused("it takes nothing any more, it is " + state);
            }
        } finally {
            gate.unlock();
        }
    }

    private ProviderException refused(String why) {
        return new ProviderException(ErrorCode.ILLEGAL_STATE, "Pipeline '" + run.pipeline() + "': " + why);
    }

    private void execute(Runnable errand) {
        run.tools().workers().run(() -> doErrand(errand));
    }

    /** Inside of an item's turn it waits for the end of that. */
    private void doErrand(Runnable errand) {
        boolean isInside = lock.isHeldByCurrentThread();
        lock.lock();
        try {
            errands.add(errand);
            if (!isInside) {
                runErrands();
            }
        } finally {
            lock.unlock();
        }
    }

    private void runErrands() {
        for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
            lane.serve(new MemoryLane.Errand(errand), null, null, TraceContext.NONE);
        }
    }

    private void become(State next) {
        gate.lock();
        try {
            if (state != State.DRAINED || next == State.CLOSED) {
                state = next;
            }
            changed.signalAll();
        } finally {
            gate.unlock();
        }
    }

    @Override
    public Layout.Section section() {
        return lane.section();
    }

    @Override
    public void open() {
        lane.begin(sheet.station(lane.section().first()));
    }

    @Override
    public void pause() {
        become(State.PAUSED);
    }

    @Override
    public void resume() {
        become(State.RUNNING);
    }

    @Override
    public void stopTaking() {
        become(State.DRAINED);
    }

    @Override
    public long waiting() {
        return 0;
    }

    @Override
    public long depth() {
        return 0;
    }

    @Override
    public boolean isIdle() {
        return !lock.isLocked();
    }

    @Override
    public void emitPartial() {
        doErrand(sheet::emitPartial);
    }

    @Override
    public void close() {
        become(State.CLOSED);
        lock.lock();
        try {
            sheet.close();
            lane.close();
        } finally {
            lock.unlock();
        }
    }
}
