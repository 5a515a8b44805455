// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.contract;

import io.ternmq.store.AppendListener;
import java.util.ArrayList;
import java.util.List;

/** Notes what listeners are told, in the order in which they are told, and waits for it. Thread-safe. */
final class Fates {

    private static final long PATIENCE_MILLIS = 10_000;

    private final List<String> told = new ArrayList<>();

    /** A listener for the batch of a name: notes {@code name} for durable and {@code !name} for failed. */
    AppendListener listener(String name) {
        return new AppendListener() {
            @Override
            public void onDurable() {
                note(name);
            }

            @Override
            public void onFailed(Throwable cause) {
                note('!' + name);
            }
        };
    }

    private synchronized void note(String fate) {
        told.add(fate);
        notifyAll();
    }

    /** What was told when so many listeners were told, or when ten seconds were over. */
    synchronized List<String> await(int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        long left = PATIENCE_MILLIS;
        while (told.size() < count && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return List.copyOf(told);
    }
}
