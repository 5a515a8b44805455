// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Listens to the logs of this Java virtual machine for errors of ours, and for whatever worries Netty: a task that
 * failed, memory that leaked. Any thread may call.
 */
final class ErrorLog extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    private ErrorLog() {}

    /** Listens from now on. */
    static ErrorLog listen() {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        ErrorLog log = new ErrorLog();
        ROOT.addHandler(log);
        return log;
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void publish(LogRecord record) {
        boolean isNetty = String.valueOf(record.getLoggerName()).startsWith("io.netty");
        Level least = isNetty ? Level.WARNING : Level.SEVERE;
        if (record.getLevel().intValue() >= least.intValue()) {
            errors.add(record.getLoggerName() + ": " + record.getMessage() + ' ' + record.getThrown());
        }
    }

    @Override
    public void flush() {
        // nothing waits
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
