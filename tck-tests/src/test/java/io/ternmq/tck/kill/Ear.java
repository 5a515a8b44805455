// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Listens to one victim, on the thread of the run. */
final class Ear {

    private static final long MOST_SECONDS = 60;
    private static final long DUMP_SECONDS = 3;

    private final VictimProcess victim;
    private final Consumer<Line> listener;
    private final StringBuilder noise = new StringBuilder();

    /**
     * Makes an ear.
     *
     * @param listener takes what is understood
     */
    Ear(VictimProcess victim, Consumer<Line> listener) {
        this.victim = victim;
        this.listener = listener;
    }

    /** Listens until a certain line has come. */
    void await(Verb milestone) throws IOException, InterruptedException {
        @Nullable Verb heard = null;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (heard != milestone) {
            String line = victim.next(end - System.nanoTime());
            if (line == null) {
                victim.askForDump();
                listenFor(TimeUnit.SECONDS.toNanos(DUMP_SECONDS));
                throw new SilenceException("silent for " + MOST_SECONDS + " s instead of " + milestone + noise);
            }
            if (line.equals(VictimProcess.END)) {
                throw new SilenceException("has ended by itself, before " + milestone + noise);
            }
            heard = hear(line);
        }
    }

    /** Listens to a number of lines, unless they take too long. */
    void listenTo(int lines, long mostNanos) throws InterruptedException {
        listen(lines, mostNanos);
    }

    /** Listens for some time, or until there is nothing more to come. */
    void listenFor(long nanos) throws InterruptedException {
        listen(Integer.MAX_VALUE, nanos);
    }

    /** Listens to everything that is left. */
    void listenToTheEnd() throws InterruptedException {
        listenFor(TimeUnit.SECONDS.toNanos(MOST_SECONDS));
    }

    private void listen(int lines, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        int heard = 0;
        for (long left = nanos; left > 0 && heard < lines; left = end - System.nanoTime()) {
            String line = victim.next(left);
            if (VictimProcess.END.equals(line)) {
                return;
            }
            if (line != null) {
                hear(line);
                heard++;
            }
        }
    }

    private @Nullable Verb hear(String text) {
        Line line = Line.parse(text);
        if (line == null) {
            noise.append('\n').append(text);
            return null;
        }
        listener.accept(line);
        return line.verb();
    }
}
