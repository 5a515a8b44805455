// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.logging;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** What both formats take out of a record. */
final class Entries {

    private Entries() {}

    /** The level in the words of {@link System.Logger.Level}. */
    static String level(LogRecord entry) {
        int level = entry.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        if (level >= Level.INFO.intValue()) {
            return "INFO";
        }
        return level >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }

    /** The thread that made the entry: by its name when that is the one that writes it. */
    static String thread(LogRecord entry) {
        Thread current = Thread.currentThread();
        return current.getId() == entry.getLongThreadID()
                ? current.getName()
                : "thread-" + entry.getLongThreadID();
    }

    static String logger(LogRecord entry) {
        return Optional.ofNullable(entry.getLoggerName()).orElse("");
    }

    /** The trace of what was thrown. */
    static Optional<String> trace(LogRecord entry) {
        return Optional.ofNullable(entry.getThrown()).map(Entries::trace);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
