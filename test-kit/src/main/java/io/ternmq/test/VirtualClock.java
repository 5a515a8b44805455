// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.common.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until a test moves it. Expiry, delivery delay, redelivery pauses and the timeouts of
 * broker and client go by it, so that a test of an hour takes no time and does the same every time.
 *
 * <p>{@link #advance} goes from moment to moment: wherever an alarm is due or a thread's wait ends, the clock stops,
 * shows exactly that moment, runs the alarms in the order in which they were scheduled and then wakes the threads.
 * Alarms that are scheduled on the way and fall into the stretch are run as well. {@link TestBroker#advance} does the
 * same and lets the broker come to rest at every moment; prefer it.
 *
 * <p>A test that has a thread wait, for example in {@code receive(1000)}, calls {@link #awaitSleepers} before it
 * moves the clock: a wait begins at the time that the clock shows when the thread goes to sleep.
 *
 * <p>Callable from any thread. Owner of the hand: whoever is inside {@code advance}; a second one waits, and an alarm
 * that tries is refused.
 */
public final class VirtualClock implements TimeSource {

    /** Where the clock starts unless it is told otherwise: 2030-01-01T00:00Z. */
    public static final Instant DEFAULT_START = Instant.parse("2030-01-01T00:00:00Z");

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final long startEpochNanos;
    private final Object hand = new Object();
    private final Signal sleeperSignal = new Signal();
    private final PriorityQueue<Entry> alarms = new PriorityQueue<>();
    private final Map<Thread, Long> asleep = new HashMap<>();
    private @Nullable Thread advancing;
    private long sequence;
    private long elapsed;

    /** A clock that starts at {@link #DEFAULT_START}. */
    public VirtualClock() {
        this(DEFAULT_START);
    }

    /**
     * A clock that starts at a moment of the test's choice.
     *
     * @param start the moment; any of the years 1700 to 2200
     */
    public VirtualClock(Instant start) {
        this.startEpochNanos = Math.addExact(
                Math.multiplyExact(start.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), start.getNano());
    }

    /**
     * What the clock shows.
     *
     * @return the present moment
     */
    public Instant now() {
        return Instant.EPOCH.plusNanos(startEpochNanos + nanos());
    }

    @Override
    public long millis() {
        return Math.floorDiv(startEpochNanos + nanos(), NANOS_PER_MILLI);
    }

    @Override
    public synchronized long nanos() {
        return elapsed;
    }

    /**
     * Moves the clock forward, and with it everything that waits for it.
     *
     * @param duration how far; zero or more
     * @throws IllegalArgumentException when the duration is negative
     * @throws IllegalStateException    when an alarm calls
     */
    public void advance(Duration duration) {
        advance(duration, () -> {});
    }

    /**
     * Moves the clock forward; something is done at every moment where it stops, after the alarms and wake-ups of
     * that moment.
     */
    void advance(Duration duration, Runnable atEveryStop) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Time goes forward only, not by " + duration);
        }
        Failures failures = new Failures();
        beginAdvance();
        try {
            long target = Math.addExact(nanos(), duration.toNanos());
            boolean arrived = false;
            while (!arrived) {
                arrived = stopAtNext(target);
                runDueAlarms(failures);
                wakeDueSleepers();
                atEveryStop.run();
            }
        } finally {
            endAdvance();
        }
        failures.rethrow();
    }

    /**
     * Stops at the next moment where something is due, at the target if nothing is; true when that was the last stop.
     */
    private synchronized boolean stopAtNext(long target) {
        long next = alarms.isEmpty() ? NEVER : alarms.peek().moment;
        for (long deadline : asleep.values()) {
            next = Math.min(next, deadline);
        }
        boolean isLast = next > target || next == NEVER;
        elapsed = Math.max(elapsed, isLast ? target : next);
        return isLast;
    }

    private void runDueAlarms(Failures failures) {
        for (Entry due = pollDue(); due != null; due = pollDue()) {
            try {
                due.task.run();
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        }
    }

    private synchronized @Nullable Entry pollDue() {
        Entry first = alarms.peek();
        return first != null && first.moment <= elapsed ? alarms.poll() : null;
    }

    /** A woken thread counts as awake from here on, not from when the machine gets round to it. */
    private synchronized void wakeDueSleepers() {
        asleep.entrySet().removeIf(sleeper -> {
            boolean isDue = sleeper.getValue() <= elapsed;
            if (isDue) {
                LockSupport.unpark(sleeper.getKey());
            }
            return isDue;
        });
    }

    private void beginAdvance() {
        synchronized (hand) {
            if (advancing == Thread.currentThread()) {
                throw new IllegalStateException("An alarm must not move the clock that runs it");
            }
            try {
                while (advancing != null) {
                    hand.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while another thread moves the clock", e);
            }
            advancing = Thread.currentThread();
        }
    }

    private void endAdvance() {
        synchronized (hand) {
            advancing = null;
            hand.notifyAll();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>No wake-up is lost: the thread is registered before it parks, and an {@code unpark} between the two makes
     * the park return at once.
     */
    @Override
    public void park(Object blocker, long nanos) {
        if (nanos <= 0) {
            return;
        }
        Thread me = Thread.currentThread();
        fallAsleep(me, nanos);
        sleeperSignal.raise();
        try {
            LockSupport.park(blocker);
        } finally {
            wakeUp(me);
        }
    }

    private synchronized void fallAsleep(Thread thread, long nanos) {
        asleep.put(thread, nanos == Long.MAX_VALUE ? NEVER : saturated(elapsed, nanos));
    }

    private synchronized void wakeUp(Thread thread) {
        asleep.remove(thread);
    }

    /** {@inheritDoc} A task that is due already runs on the calling thread before this method returns. */
    @Override
    public Alarm schedule(long atMillis, Runnable task) {
        Entry entry = enter(atMillis, task);
        if (entry == null) {
            task.run();
            return () -> {};
        }
        return () -> cancel(entry);
    }

    private synchronized @Nullable Entry enter(long atMillis, Runnable task) {
        long moment = saturated(TimeUnit.MILLISECONDS.toNanos(atMillis), -startEpochNanos);
        if (moment <= elapsed) {
            return null;
        }
        Entry entry = new Entry(moment, sequence++, task);
        alarms.add(entry);
        return entry;
    }

    private synchronized void cancel(Entry entry) {
        alarms.remove(entry);
    }

    /**
     * Counts the threads that wait for the clock to reach some moment. Threads that wait without limit do not count.
     *
     * @return how many threads wait with a deadline
     */
    public synchronized int sleepers() {
        return (int) asleep.values().stream().filter(deadline -> deadline != NEVER).count();
    }

    /**
     * Waits, at most ten seconds of real time, until threads wait for the clock.
     *
     * @param atLeast how many threads with a deadline
     * @throws AssertionError when there are fewer after ten seconds
     */
    public void awaitSleepers(int atLeast) {
        if (!sleeperSignal.await(() -> sleepers() >= atLeast)) {
            throw new AssertionError("Expected " + atLeast + " or more threads to wait for the virtual clock within "
                    + Signal.PATIENCE.toSeconds() + " s, but there are " + sleepers());
        }
    }

    /** Counts the alarms that are set. */
    synchronized int pendingAlarms() {
        return alarms.size();
    }

    /** Whether a thread waits inside {@link #park}, with or without a deadline. */
    synchronized boolean isAsleep(Thread thread) {
        return asleep.containsKey(thread);
    }

    @Override
    public String toString() {
        return "VirtualClock[" + now() + ", " + pendingAlarms() + " alarms, " + sleepers() + " sleepers]";
    }

    private static long saturated(long a, long b) {
        long sum = a + b;
        boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
        if (overflows) {
            return a < 0 ? Long.MIN_VALUE : NEVER;
        }
        return sum;
    }

    /** An alarm; those of one moment run in the order in which they were scheduled. */
    private static final class Entry implements Comparable<Entry> {

        private final long moment;
        private final long number;
        private final Runnable task;

        Entry(long moment, long number, Runnable task) {
            this.moment = moment;
            this.number = number;
            this.task = task;
        }

        @Override
        public int compareTo(Entry other) {
            int byMoment = Long.compare(moment, other.moment);
            return byMoment != 0 ? byMoment : Long.compare(number, other.number);
        }
    }
}
