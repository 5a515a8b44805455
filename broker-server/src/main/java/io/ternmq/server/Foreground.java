// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import io.ternmq.api.ProviderException;
import io.ternmq.server.config.LoggingPolicy;
import io.ternmq.server.config.ServerSettings;
import io.ternmq.server.config.SettingsReader;
import io.ternmq.server.logging.Logs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of the process on the thread that calls, from the settings to the exit code. */
final class Foreground {

    private static final System.Logger LOG = System.getLogger(TernServer.class.getName());
    private static final String BROKER_ENDED = "the broker has ended by itself";

    private final SettingsReader reader;
    private final StopSignals signals;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<ServiceOpener> openers;

    Foreground(SettingsReader reader, StopSignals signals, PrintWriter out, PrintWriter err) {
        this(reader, signals, out, err, Services.ALL);
    }

    Foreground(
            SettingsReader reader,
            StopSignals signals,
            PrintWriter out,
            PrintWriter err,
            List<ServiceOpener> openers) {
        this.reader = reader;
        this.signals = signals;
        this.out = out;
        this.err = err;
        this.openers = openers;
    }

    /** Runs until told to stop; returns the exit code. */
    int run(@Nullable Path named, boolean verbose) {
        long begin = System.nanoTime();
        try {
            return serve(settings(named), begin);
        } catch (RuntimeException e) {
            err.println("tern: " + sentence(e));
            if (verbose) {
                e.printStackTrace(err);
            }
            err.flush();
            return 1;
        }
    }

    private ServerSettings settings(@Nullable Path named) {
        Logs early = Logs.install(LoggingPolicy.DEFAULT, err);
        try {
            return reader.read(named);
        } finally {
            early.close();
        }
    }

    private int serve(ServerSettings settings, long begin) {
        Logs logs = Logs.install(settings.process().logging(), out);
        try {
            LOG.log(System.Logger.Level.INFO, "TernMQ " + version() + " on Java " + Runtime.version().feature()
                    + ", broker '" + settings.name() + "', store " + settings.shownStore());
            reader.unknownVariables().forEach(each -> LOG.log(System.Logger.Level.WARNING,
                    "Environment variable " + each + " begins as a setting does, and there is no such setting"));
            TernServer server = TernServer.start(settings, openers);
            server.broker().whenGone(() -> signals.stop(BROKER_ENDED));
            server.descriptions().forEach(each -> LOG.log(System.Logger.Level.INFO, "Listening on " + each));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            String what = server.isReady() ? "Ready in " : "Standing by, after ";
            LOG.log(System.Logger.Level.INFO, what + millis + " ms");
            return end(server, signals.await());
        } finally {
            logs.close();
        }
    }

    private static int end(TernServer server, String reason) {
        boolean isFailure = reason.equals(BROKER_ENDED);
        System.Logger.Level level = isFailure ? System.Logger.Level.ERROR : System.Logger.Level.INFO;
        LOG.log(level, "Stopping: " + reason);
        server.close();
        LOG.log(System.Logger.Level.INFO, "Stopped");
        return isFailure ? 1 : 0;
    }

    private static String sentence(RuntimeException e) {
        String message = e.getMessage();
        return e instanceof ProviderException && message != null
                ? message
                : "The broker could not be started: " + e + " (--verbose shows where in the program)";
    }

    private static String version() {
        return Optional.ofNullable(TernServer.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    }
}
