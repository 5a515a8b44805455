// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import io.ternmq.store.AppendListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What became of batches, by their names. Thread-safe. */
final class Fate {

    private static final long PATIENCE_SECONDS = 60;

    private final List<String> durable = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private @Nullable Throwable cause;

    AppendListener of(String name) {
        return new AppendListener() {
            @Override
            public void onDurable() {
                note(durable, name, null);
            }

            @Override
            public void onFailed(Throwable why) {
                note(failed, name, why);
            }
        };
    }

    private synchronized void note(List<String> list, String name, @Nullable Throwable why) {
        list.add(name);
        cause = why == null ? cause : why;
        notifyAll();
    }

    synchronized List<String> durable() {
        return List.copyOf(durable);
    }

    synchronized List<String> failed() {
        return List.copyOf(failed);
    }

    /** Why the last one failed. */
    synchronized @Nullable Throwable cause() {
        return cause;
    }

    /** Waits until the fate of so many batches is known. */
    synchronized void await(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (durable.size() + failed.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("Only " + durable + " and " + failed + " were told, not " + count);
            }
            wait(left);
        }
    }
}
