// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import io.ternmq.api.listen.Acknowledgement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tells the beans of a test what to do, and keeps what they have done. Callable from any thread. */
public final class Ledger {

    private final Deque<Deed> script = new ArrayDeque<>();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final Set<UUID> tickets = Collections.synchronizedSet(new LinkedHashSet<>());
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger born = new AtomicInteger();
    private final AtomicInteger died = new AtomicInteger();

    /** What comes first is for the next visit; without a script all is handled. */
    public void script(Deed... deeds) {
        synchronized (script) {
            Collections.addAll(script, deeds);
        }
    }

    private Deed next() {
        synchronized (script) {
            Deed deed = script.poll();
            visits.incrementAndGet();
            return deed == null ? Deed.DONE : deed;
        }
    }

    /** A visit that ends with the method. */
    public void play(List<String> ids) throws InterruptedException {
        switch (next()) {
            case DONE -> done.addAll(ids);
            case FAIL -> throw new IllegalStateException("as the script says: once");
            case REJECT -> throw new Fatal();
            case HANG -> new CountDownLatch(1).await();
        }
    }

    /** A visit that ends with a stage. */
    public CompletionStage<@Nullable Void> stage(List<String> ids) {
        switch (next()) {
            case DONE -> {
                return CompletableFuture.runAsync(() -> done.addAll(ids));
            }
            case FAIL -> {
                return CompletableFuture.failedStage(new IllegalStateException("as the script says: once"));
            }
            case REJECT -> {
                return CompletableFuture.failedStage(new Fatal());
            }
            case HANG -> {
                return new CompletableFuture<>();
            }
        }
        throw new AssertionError("a deed without a stage");
    }

    /** A visit that ends with a handle. */
    public void settle(List<String> ids, Acknowledgement handle) {
        switch (next()) {
            case DONE -> {
                done.addAll(ids);
                handle.acknowledge();
            }
            case FAIL -> handle.fail(new IllegalStateException("as the script says: once"));
            case REJECT -> handle.reject(new Fatal());
            case HANG -> { }
        }
    }

    /** Something else that is worth keeping. */
    public void note(String what) {
        done.add(what);
    }

    void onTicket(UUID number) {
        tickets.add(number);
    }

    /** A bean was made. */
    public void onBirth() {
        born.incrementAndGet();
    }

    /** A bean has ended. */
    public void onDeath() {
        died.incrementAndGet();
    }

    /** What was handled, in that order. */
    public List<String> done() {
        synchronized (done) {
            return List.copyOf(done);
        }
    }

    /** How often a bean was called, whatever came of it. */
    public int visits() {
        return visits.get();
    }

    /** How many requests were used. */
    public int tickets() {
        return tickets.size();
    }

    /** How many beans were made. */
    public int born() {
        return born.get();
    }

    /** How many of them have ended. */
    public int died() {
        return died.get();
    }
}
