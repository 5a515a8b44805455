// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells how far the show is: on a terminal one line that is written over again and again, in a pipe a plain line now
 * and then. Any thread may call.
 */
public final class Progress {

    private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PIPE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int WIDTH = 90;
    private static final int BAR = 24;

    private final PrintStream out;
    private final boolean terminal;
    private long lastNanos = System.nanoTime();
    private boolean lineIsOpen;

    /** Writes here; no colour, no cursor tricks but the carriage return of a terminal. */
    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows how far it is, unless that was shown a moment ago. */
    synchronized void at(long published, long total, LongSupplier received) {
        long now = System.nanoTime();
        if (now - lastNanos < (terminal ? TERMINAL_NANOS : PIPE_NANOS)) {
            return;
        }
        lastNanos = now;
        show(published, total, received.getAsLong());
    }

    /** Shows that all is published, whenever the last look was. */
    synchronized void finished(long total, long received) {
        show(total, total, received);
        closeLine();
    }

    /** Says something on a line of its own. */
    public synchronized void say(String line) {
        clearLine();
        out.println(line);
    }

    private void show(long published, long total, long received) {
        String counts = String.format(
                Locale.ROOT, "%,d of %,d published, %,d messages received", published, total, received);
        if (!terminal) {
            out.println("  " + counts);
            return;
        }
        int done = total == 0 ? BAR : (int) (BAR * published / total);
        String line = "  [" + "#".repeat(done) + ".".repeat(BAR - done) + "] " + counts;
        out.print('\r' + line + " ".repeat(Math.max(0, WIDTH - line.length())));
        out.flush();
        lineIsOpen = true;
    }

    private void clearLine() {
        if (lineIsOpen) {
            out.print('\r' + " ".repeat(WIDTH) + '\r');
            lineIsOpen = false;
        }
    }

    private void closeLine() {
        if (lineIsOpen) {
            out.println();
            lineIsOpen = false;
        }
    }
}
