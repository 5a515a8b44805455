// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import io.ternmq.store.RecordLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Fault points at the store. A broker whose store fails stops, acknowledges nothing any more and loses its clients;
 * {@link TestBroker#restart()} brings it back on what had become durable. Callable from any thread.
 */
public final class StoreFaults {

    private final Trigger failing;
    private final Trigger throwing;
    private final Signal held = new Signal();
    private final Set<FaultyStore<?>> open = ConcurrentHashMap.newKeySet();
    private volatile int keptAtCrash;
    private boolean holding;
    private long permits;

    StoreFaults(RandomGenerator random) {
        this.failing = new Trigger(random);
        this.throwing = new Trigger(random);
    }

    /**
     * Makes an append fail: the store takes it and reports later that it is not durable, as a disk does that gives up.
     *
     * @param nth which append from now on, 1 for the next one; an append is one turn of the broker with something
     *            persistent in it
     */
    public void failAppend(int nth) {
        failing.atNth(nth);
    }

    /**
     * Makes appends fail by chance.
     *
     * @param probability from 0 for never to 1 for always
     */
    public void failAppendsWithProbability(double probability) {
        failing.withProbability(probability);
    }

    /**
     * Makes an append fail at once, with an exception.
     *
     * @param nth which append from now on, 1 for the next one
     */
    public void throwAtAppend(int nth) {
        throwing.atNth(nth);
    }

    /**
     * From now on nothing becomes durable: what is appended waits in line, unwritten, and so do the answers that
     * depend on it. At a crash it is lost. {@link TestBroker#awaitIdle()} takes what is held back for idle.
     */
    public void holdCompletions() {
        synchronized (this) {
            if (!holding) {
                permits = 0;
            }
            holding = true;
        }
    }

    /** Lets everything that is held become durable, in order, and holds nothing any more. */
    public void releaseCompletions() {
        synchronized (this) {
            holding = false;
        }
        drain();
    }

    /**
     * Lets the oldest appends that are held, or that come next, become durable, and goes on holding the others.
     *
     * @param appends how many, 1 or more
     */
    public void releaseCompletions(int appends) {
        if (appends < 1) {
            throw new IllegalArgumentException("Releasing " + appends + " appends changes nothing");
        }
        synchronized (this) {
            permits += appends;
        }
        drain();
    }

    /**
     * Counts the appends that are held back.
     *
     * @return how many wait to become durable
     */
    public int heldAppends() {
        return open.stream().mapToInt(FaultyStore::held).sum();
    }

    /**
     * Waits, at most ten seconds of real time, until appends are held back: the way to know that a sender on another
     * thread has come that far.
     *
     * @param atLeast how many appends
     * @throws AssertionError when there are fewer after ten seconds
     */
    public void awaitHeldAppends(int atLeast) {
        if (!held.await(() -> heldAppends() >= atLeast)) {
            throw new AssertionError("Expected " + atLeast + " or more appends to be held back within "
                    + Signal.PATIENCE.toSeconds() + " s, but there are " + heldAppends());
        }
    }

    /**
     * Chooses what a crash finds of the appends that are held: a disk may have written what it has not reported yet.
     * Everything else is lost.
     *
     * @param appends how many of the oldest survive although nobody was told; 0, the default, for none
     */
    public void keepAtCrash(int appends) {
        keptAtCrash = Math.max(0, appends);
    }

    /** Breaks nothing any more and lets go whatever is held back. */
    public void clear() {
        failing.disarm();
        throwing.disarm();
        keptAtCrash = 0;
        releaseCompletions();
    }

    <R> RecordLog<R> over(RecordLog<R> log) {
        return new FaultyStore<>(log, this);
    }

    /** From now on nothing of what is open reaches the store. */
    void crash() {
        open.forEach(store -> store.crash(keptAtCrash));
    }

    void opened(FaultyStore<?> store) {
        open.add(store);
    }

    void closed(FaultyStore<?> store) {
        open.remove(store);
    }

    void heldOneMore() {
        held.raise();
    }

    boolean failsNow() {
        return failing.fires();
    }

    boolean throwsNow() {
        return throwing.fires();
    }

    /** Whether the next append may go on to the store; uses up a permit if it takes one. */
    synchronized boolean mayPass() {
        if (!holding) {
            return true;
        }
        if (permits == 0) {
            return false;
        }
        permits--;
        return true;
    }

    private void drain() {
        open.forEach(FaultyStore::drain);
    }

    @Override
    public String toString() {
        return "store holds " + heldAppends();
    }
}
