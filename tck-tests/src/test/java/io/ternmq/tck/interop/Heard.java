// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What listeners on threads of a framework heard, in its order. Any thread may add; the test takes.
 *
 * @param <T> what is heard
 */
public final class Heard<T> {
    private static final long PATIENCE = 10_000;
    private static final long BRIEFLY = 60;

    private final BlockingQueue<T> notes = new LinkedBlockingQueue<>();

    /** Nothing heard yet. */
    public Heard() {}

    /** Notes something. */
    public void add(T note) {
        notes.add(note);
    }

    /** Waits for what is heard next; it must come. */
    public T next() throws InterruptedException {
        T note = notes.poll(PATIENCE, TimeUnit.MILLISECONDS);
        assertThat(note).as("something heard in time").isNotNull();
        return Objects.requireNonNull(note);
    }

    /** Waits for a number of notes. */
    public List<T> next(int count) throws InterruptedException {
        List<T> heard = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            heard.add(next());
        }
        return heard;
    }

    /** Nothing more comes. */
    public void assertSilence() throws InterruptedException {
        assertThat(notes.poll(BRIEFLY, TimeUnit.MILLISECONDS)).as("nothing more heard").isNull();
    }
}
