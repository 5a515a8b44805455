// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Waits for the process to be told to stop, by a signal or by a part of it that cannot go on. Where the Java virtual
 * machine lets it, the signals TERM and INT end the wait and nothing else, so that the process ends in order and with
 * an exit code of its own; a second signal ends it at once. Everywhere, the end of the virtual machine ends the wait,
 * and is held back until {@link #close}.
 */
final class StopSignals implements AutoCloseable {

    private static final int KILLED = 130;
    private static final long LONGEST_END_SECONDS = 120;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<String> reason = new AtomicReference<>("");

    StopSignals() {}

    /** Begins to listen to what the operating system says. */
    static StopSignals install() {
        StopSignals signals = new StopSignals();
        for (String name : List.of("TERM", "INT")) {
            signals.handle(name);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(signals::onEnd, "tern-end"));
        return signals;
    }

    /** Ends the wait; what comes first is the reason. */
    void stop(String why) {
        reason.compareAndSet("", why);
        told.countDown();
    }

    /** Waits; returns why the wait has ended. */
    String await() {
        try {
            told.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("the main thread was interrupted");
        }
        return Objects.requireNonNullElse(reason.get(), "it was stopped");
    }

    /** Lets a virtual machine go that is about to end. */
    @Override
    public void close() {
        done.countDown();
    }

    private void onSignal(String name) {
        if (told.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
        stop("signal " + name);
    }

    private void onEnd() {
        stop("the end of the Java virtual machine");
        try {
            if (!done.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(KILLED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes a signal, by reflection: the class is supported, but not part of the platform, so that the compiler warns
     * of every mention and a virtual machine may come without it. Without it, the end of the virtual machine has to do.
     */
    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            onSignal(name);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            System.getLogger(StopSignals.class.getName())
                    .log(System.Logger.Level.DEBUG, "Signal " + name + " cannot be handled", e);
        }
    }
}
