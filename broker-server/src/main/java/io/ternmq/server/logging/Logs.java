// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.logging;

import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import io.ternmq.server.config.LoggingPolicy;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of this process while it is installed: everything that {@link System.Logger}, {@code java.util.logging} and
 * the libraries below the server have to say, through one writer. Closing puts back what was there before.
 */
public final class Logs implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final List<Handler> before = new ArrayList<>(List.of(root.getHandlers()));
    private final @Nullable Level levelBefore = root.getLevel();
    /** Held fast: the JDK forgets loggers that nobody holds, together with their levels. */
    private final Map<Logger, @Nullable Level> levelsBefore = new LinkedHashMap<>();
    private final Handler handler;

    private Logs(LoggingPolicy policy, PrintWriter out) {
        this.handler = new WriterHandler(out, formatter(policy.format()));
        before.forEach(root::removeHandler);
        root.addHandler(handler);
        root.setLevel(level(policy.level()));
        policy.loggers().forEach((name, level) -> {
            Logger logger = Logger.getLogger(name);
            levelsBefore.put(logger, logger.getLevel());
            logger.setLevel(level(level));
        });
    }

    /**
     * Takes over the log of this process.
     *
     * @param policy what is written, and how
     * @param out    where to; flushed after every entry
     * @return to be closed when the log goes back to where it was
     */
    public static Logs install(LoggingPolicy policy, PrintWriter out) {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        return new Logs(policy, out);
    }

    private static Formatter formatter(LoggingPolicy.Format format) {
        return switch (format) {
            case LINE -> new LineFormatter();
            case JSON -> new JsonFormatter();
        };
    }

    private static Level level(LoggingPolicy.Level level) {
        return switch (level) {
            case OFF -> Level.OFF;
            case ERROR -> Level.SEVERE;
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
            case TRACE -> Level.ALL;
        };
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        handler.close();
        before.forEach(root::addHandler);
        root.setLevel(levelBefore);
        levelsBefore.forEach(Logger::setLevel);
    }

    /** Writes entries one after the other. */
    private static final class WriterHandler extends Handler {

        private final PrintWriter out;

        WriterHandler(PrintWriter out, Formatter formatter) {
            this.out = out;
            setFormatter(formatter);
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord entry) {
            if (isLoggable(entry)) {
                String text = getFormatter().format(entry); // outside of the lock: it may take its time
                synchronized (this) {
                    out.write(text);
                    out.flush();
                }
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
