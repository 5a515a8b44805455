// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Adapter;
import io.ternmq.ra.inbound.Course.Signal;
import jakarta.jms.JMSException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages for a bean: connects, and again when that was lost; pauses after failures in a row; ends. {@link
 * Course} says what leads to what. Any thread may call; connections are touched on the line of control alone.
 */
final class Endpoint implements Activation, Verdicts {

    private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());
    private static final long FIRST_CONNECT_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 30_000;
    private static final long SWEEP_MILLIS = 60_000;
    private static final long UNAVAILABLE_MILLIS = 250;

    private final Adapter adapter;
    private final Plan plan;
    private final Clock clock;
    private final String name;
    private final ControlLine line;
    private final Course course;
    private final Figures figures;
    private final Backoff reconnecting;
    private final Backoff unavailable;
    private final Exposure exposure;
    private volatile @Nullable Wire wire;
    private volatile @Nullable Instant pausedUntil;
    /** Connections that were lost, and still have deliveries under way. On the line of control. */
    private CompletableFuture<@Nullable Void> leaving = CompletableFuture.completedFuture(null);
    private volatile Runnable cancelAlarm = Endpoint::nothingSet;
    private volatile Runnable cancelSweep = Endpoint::nothingSet;

    /** An endpoint without a connection; {@link #open} gets one. */
    Endpoint(Adapter adapter, Plan plan, Clock clock) {
        TernActivationSpec spec = plan.spec();
        this.adapter = adapter;
        this.plan = plan;
        this.clock = clock;
        this.name = plan.target().name(plan.source().toString());
        this.line = new ControlLine(adapter.workManager(), adapter.alarms());
        this.course = new Course(this::changed);
        this.figures = new Figures(spec.getFailuresBeforePause());
        this.reconnecting =
                new Backoff(spec.getReconnectAttempts(), spec.getReconnectMillis(), spec.getReconnectMaxMillis());
        this.unavailable = new Backoff(-1, UNAVAILABLE_MILLIS, Math.max(UNAVAILABLE_MILLIS, spec.getPauseMillis()));
        this.exposure = Exposure.of(this::view, this::retry);
    }

    /** Connects; where that takes long, or fails at first, it goes on later. */
    void open() {
        line.await(this::connect, FIRST_CONNECT_MILLIS);
        sweepLater();
    }

    // --- the connection, on the line of control -----------------------------------------------------------------

    private void connect() {
        if (!course.is(State.RECONNECTING)) {
            return;
        }
        Wire opened;
        try {
            opened = openWire();
        } catch (JMSException | RuntimeException e) {
            figures.trouble("It cannot connect: " + e.getMessage());
            LOG.log(Level.WARNING, this + " cannot connect: " + e.getMessage());
            connectLater();
            return;
        }
        wire = opened;
        if (!course.move(Signal.CONNECTED)) {
            wire = null;
            opened.close(CLOSE_MILLIS);
            return;
        }
        reconnecting.reset();
        admit(opened, plan.spec().getMaxConcurrency());
    }

    private Wire openWire() throws JMSException {
        Losses losses = new Losses();
        Wire opened = Wire.open(adapter, plan, this, losses::heard);
        losses.of(opened);
        return opened;
    }

    private void admit(Wire current, int lanes) {
        try {
            current.admit(lanes);
        } catch (JMSException e) {
            lost(current, e);
        }
    }

    private void connectLater() {
        OptionalLong wait = reconnecting.next();
        if (wait.isPresent()) {
            alarm(wait.getAsLong(), this::connect);
        } else if (course.is(State.RECONNECTING)) {
            LOG.log(Level.ERROR, this + " gives up to connect after " + plan.spec().getReconnectAttempts()
                    + " attempts; see reconnectAttempts. Deploy it again when the broker is there.");
            course.move(Signal.ENDED);
        }
    }

    private void lost(Wire gone, JMSException why) {
        if (gone != wire) {
            return;
        }
        figures.trouble("It lost its connection: " + why.getMessage());
        if (course.move(Signal.LOST)) {
            cancelAlarm.run();
            wire = null;
            gone.pool().shut();
            leave(gone);
            connectLater();
        }
    }

    /** Its last deliveries do not hold up the next connection. */
    private void leave(Wire gone) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        leaving = CompletableFuture.allOf(leaving, done);
        line.aside(() -> {
            try {
                gone.close(CLOSE_MILLIS);
            } finally {
                done.complete(null);
            }
        });
    }

    private void pause(long millis) {
        Wire current = wire;
        if (current == null || !course.is(State.PAUSED)) {
            return;
        }
        try {
            current.pause(CLOSE_MILLIS);
        } catch (JMSException e) {
            lost(current, e);
            return;
        }
        pausedUntil = clock.instant().plusMillis(millis);
        alarm(millis, this::probe);
    }

    /**
     * After a failure where there is one lane, and so an order: the messages that came behind the one that failed go
     * back to their places behind it.
     */
    private void realign() {
        Wire current = wire;
        if (current == null || !course.is(State.RUNNING)) {
            return;
        }
        try {
            current.pause(CLOSE_MILLIS);
            current.admit(1);
        } catch (JMSException e) {
            lost(current, e);
        }
    }

    /** By hand, before the alarm goes off. */
    private void retry() {
        line.post(() -> {
            if (pausedUntil != null || (wire == null && course.is(State.RECONNECTING))) {
                cancelAlarm.run();
                probe();
                connect();
            }
        });
    }

    private void probe() {
        Wire current = wire;
        if (current != null && course.move(Signal.PROBE)) {
            pausedUntil = null;
            admit(current, 1);
        }
    }

    private void end() {
        Wire current = wire;
        wire = null;
        if (current != null) {
            current.close(CLOSE_MILLIS);
        }
        leaving.join();
    }

    // --- what lanes say -----------------------------------------------------------------------------------------

    @Override
    public void delivered() {
        figures.delivered();
        unavailable.reset();
        Wire current = wire;
        if (course.is(State.HALF_OPEN) && current != null && course.move(Signal.PROVEN)) {
            current.pool().widen(plan.spec().getMaxConcurrency());
        }
    }

    @Override
    public void failed(Throwable cause) {
        boolean tooMany = figures.failed(cause.toString());
        LOG.log(Level.DEBUG, this + " failed to deliver.", cause);
        if (tooMany || course.is(State.HALF_OPEN)) {
            trip(plan.spec().getPauseMillis());
        } else if (plan.spec().getMaxConcurrency() == 1) {
            Wire current = wire;
            if (current != null) {
                current.pool().shut();
                line.post(this::realign);
            }
        }
    }

    @Override
    public void unavailable(Throwable cause) {
        figures.trouble("Nobody is there to deliver to: " + cause);
        LOG.log(Level.DEBUG, this + " has nobody to deliver to.", cause);
        Wire current = wire;
        if (current == null || !current.pool().narrow()) {
            waitForSomebody();
        }
    }

    @Override
    public void stuck(Throwable cause) {
        figures.trouble("No session for a delivery: " + cause);
        LOG.log(Level.DEBUG, this + " has no session for a delivery.", cause);
        waitForSomebody();
    }

    private void waitForSomebody() {
        if (course.is(State.RUNNING) || course.is(State.HALF_OPEN)) {
            trip(unavailable.next().orElse(UNAVAILABLE_MILLIS));
        }
    }

    private void trip(long millis) {
        Wire current = wire;
        if (course.move(Signal.TRIPPED)) {
            if (current != null) {
                current.pool().shut();
            }
            line.post(() -> pause(millis));
        }
    }

    // --- life ---------------------------------------------------------------------------------------------------

    private void alarm(long millis, Runnable step) {
        cancelAlarm.run(); // one at a time
        cancelAlarm = adapter.alarms().after(millis, () -> line.post(step));
        if (course.is(State.STOPPED)) {
            cancelAlarm.run();
        }
    }

    private void sweepLater() {
        cancelSweep = adapter.alarms().after(SWEEP_MILLIS, () -> line.post(this::sweep));
        if (course.is(State.STOPPED)) {
            cancelSweep.run();
        }
    }

    private void sweep() {
        Wire current = wire;
        if (current != null) {
            current.pool().retireIdle();
            if (course.is(State.RUNNING)) {
                current.pool().widen(plan.spec().getMaxConcurrency());
            }
        }
        if (!course.is(State.STOPPED)) {
            sweepLater();
        }
    }

    @Override
    public void close() {
        course.move(Signal.ENDED);
        cancelAlarm.run();
        cancelSweep.run();
        Wire current = wire;
        if (current != null) {
            current.pool().shut();
        }
        if (!line.await(this::end, CLOSE_MILLIS)) {
            LOG.log(Level.WARNING, this + " was deactivated while a delivery has not ended for "
                    + CLOSE_MILLIS / 1_000 + " s; it ends behind.");
        }
        exposure.end();
    }

    @Override
    public View view() {
        Wire current = wire;
        int lanes = current == null ? 0 : current.pool().busy();
        return new View(
                name,
                plan.source().toString(),
                course.state(),
                lanes,
                figures.tally(),
                figures.lastFailure(),
                pausedUntil);
    }

    private void changed(State from, State to) {
        if (to != State.PAUSED) {
            pausedUntil = null;
        }
        String why = figures.lastFailure();
        boolean isTrouble = to == State.PAUSED || to == State.RECONNECTING;
        LOG.log(isTrouble ? Level.WARNING : Level.INFO,
                this + " is " + to + ", was " + from + (isTrouble && why != null ? ": " + why : "."));
    }

    @Override
    public String toString() {
        return "Endpoint " + name + " of " + plan.source();
    }

    /** Brings a loss to the line, even one that is heard before there is a wire that is lost. */
    private final class Losses {

        private @Nullable Wire opened;
        private @Nullable JMSException early;

        synchronized void of(Wire newWire) {
            opened = newWire;
            if (early != null) {
                heard(early);
            }
        }

        synchronized void heard(JMSException why) {
            Wire known = opened;
            if (known == null) {
                early = why;
            } else {
                line.post(() -> lost(known, why));
            }
        }
    }

    private static void nothingSet() {
        // no alarm, nothing to be cancelled
    }
}
