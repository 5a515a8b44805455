// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings trouble over a line, one kind after the other as a seed decides, and then leaves it alone. Runs on a thread of
 * its own.
 */
final class Weather implements Runnable {

    private final SplittableRandom random;
    private final LossyProxy proxy;
    private final @Nullable Runnable restart;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> told = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * Does nothing yet.
     *
     * @param restart ends the broker as a crash would and starts it again, or null when it is to be left alone
     */
    Weather(SplittableRandom random, LossyProxy proxy, @Nullable Runnable restart) {
        this.random = random;
        this.proxy = proxy;
        this.restart = restart;
    }

    boolean isStormy() {
        return over.getCount() > 0;
    }

    /** What has happened, for people. */
    List<String> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    @Nullable Throwable failure() {
        return failure.get();
    }

    @Override
    public void run() {
        try {
            for (int left = 2 + random.nextInt(5); left > 0; left--) {
                pause(random.nextInt(3, 40));
                trouble();
            }
            if (restart != null) {
                crash(restart);
            }
            pause(random.nextInt(1, 20));
        } catch (RuntimeException | Error e) {
            failure.set(e);
        } finally {
            proxy.delay(0);
            proxy.refuse(false);
            over.countDown();
        }
    }

    private void trouble() {
        switch (random.nextInt(restart == null ? 8 : 9)) {
            case 0 -> told("cut", proxy::cut);
            case 1, 2 -> told("cut in the middle", proxy::cutInTheMiddle);
            case 3 -> told("silence of both", () -> proxy.swallow(true, true));
            case 4 -> told("silence of the clients", () -> proxy.swallow(true, false));
            case 5 -> told("silence of the broker", () -> proxy.swallow(false, true));
            case 6 -> refuse();
            case 7 -> delay(random.nextInt(100, 5_000));
            default -> crash(restart == null ? () -> {} : restart);
        }
    }

    private void refuse() {
        told("cut, nobody gets through", () -> {
            proxy.refuse(true);
            proxy.cut();
        });
        pause(random.nextInt(5, 120));
        told("open again", () -> proxy.refuse(false));
    }

    private void delay(int micros) {
        told("each piece takes " + micros + " µs", () -> proxy.delay(micros));
    }

    private void crash(Runnable how) {
        if (random.nextBoolean()) {
            told("cut", proxy::cut);
        }
        told("crash and restart of the broker", how);
    }

    private void told(String what, Runnable step) {
        synchronized (told) {
            told.add(what);
        }
        step.run();
    }

    private void pause(int millis) {
        try {
            if (never.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("never is over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
