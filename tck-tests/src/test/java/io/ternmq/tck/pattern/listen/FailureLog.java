// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.listen;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What listeners write into the log meanwhile, from warnings upwards. */
final class FailureLog extends Handler {

    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger traces = new AtomicInteger();

    FailureLog() {
        this("io.ternmq.pattern.listen.run");
    }

    FailureLog(String room) {
        logger = Logger.getLogger(room);
        logger.addHandler(this);
    }

    /** Those that name something, such as a listener. */
    List<String> linesWith(String part) {
        return lines.stream().filter(line -> line.contains(part)).toList();
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
            lines.add(line.getMessage());
            traces.addAndGet(line.getThrown() == null ? 0 : 1);
        }
    }

    /** How many of them have a trace of calls. */
    int traces() {
        return traces.get();
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
