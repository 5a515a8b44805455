// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.ServerSettings;
import io.ternmq.server.config.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * A broker with what connects it to the network, from start to stop. A start that fails undoes itself. The one who
 * starts it owns it and stops it; {@link #state} may be asked by any thread.
 */
public final class TernServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(TernServer.class.getName());

    private final ServerSettings settings;
    /** Changed under the lock of this, read by anybody; the service that was opened last comes first. */
    private final Deque<Service> services = new ConcurrentLinkedDeque<>();
    private final EmbeddedBroker broker;
    private volatile ServerState state = ServerState.STARTING;

    private TernServer(ServerSettings settings) {
        this.settings = settings;
        this.broker = BrokerRegistry.instance().start(Brokers.describe(settings));
    }

    /**
     * Starts a server with every service that the settings want.
     *
     * @throws ProviderException when the store, a file or an address cannot be had; nothing is left open then
     */
    public static TernServer start(ServerSettings settings) {
        return start(settings, Services.ALL);
    }

    /** Starts a server with these services, which are opened in their order. */
    static TernServer start(ServerSettings settings, List<ServiceOpener> openers) {
        TernServer server = new TernServer(settings);
        try {
            server.open(openers);
            return server;
        } catch (IOException e) {
            server.undo(e);
            throw new ProviderException(ErrorCode.INVALID_SETTING, Services.sentence(e), e);
        } catch (RuntimeException | Error e) {
            server.undo(e);
            throw e;
        }
    }

    private synchronized void open(List<ServiceOpener> openers) throws IOException {
        ServiceOpener.Premises premises = new ServiceOpener.Premises(settings, broker, this::state, this::services);
        for (ServiceOpener opener : openers) {
            opener.open(premises).forEach(services::push);
        }
        state = ServerState.READY;
    }

    /** What is open at the moment, in the order of opening. */
    private List<Service> services() {
        List<Service> open = new ArrayList<>();
        services.descendingIterator().forEachRemaining(open::add);
        return open;
    }

    private void undo(Throwable cause) {
        try {
            stop(0);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * The command {@code tern run}: reads the settings, starts, and serves until the process is told to stop.
     *
     * @param file    the configuration file, or null for the one that {@link ConfigurationFiles} finds
     * @param verbose whether a start that fails shows where in the program it did
     * @param out     takes the log
     * @param err     takes the sentence that says why it could not start
     * @return the exit code: 0 after it was told to stop, 1 when it could not start or the broker failed
     */
    public static int run(@Nullable Path file, boolean verbose, PrintWriter out, PrintWriter err) {
        Path found = file != null
                ? file
                : ConfigurationFiles.find(System.getenv(), System.getProperties(), Path.of("")).orElse(null);
        try (StopSignals signals = StopSignals.install()) {
            return new Foreground(SettingsReader.ofProcess(), signals, out, err).run(found, verbose);
        }
    }

    /** What the server is at. */
    public ServerState state() {
        return state;
    }

    /** Whether clients are served: everything is open, and the broker has its store. */
    public boolean isReady() {
        return state == ServerState.READY && broker.isActive();
    }

    /** The broker. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** What is open, for people, in the order of opening. */
    public List<String> descriptions() {
        return services().stream().map(Service::description).toList();
    }

    /** Stops, and gives clients as long as the settings say. */
    @Override
    public void close() {
        stop(settings.process().shutdown().drainMillis());
    }

    /**
     * Takes up nobody new, lets clients finish, closes the services and then the broker. A second call does nothing.
     *
     * @param drainMillis how long clients may take altogether
     */
    public synchronized void stop(long drainMillis) {
        if (state == ServerState.STOPPED) {
            return;
        }
        state = ServerState.DRAINING;
        drain(drainMillis);
        for (Service service : services) {
            quietly(service, "closed", service::close);
        }
        services.clear();
        broker.close();
        state = ServerState.STOPPED;
    }

    /** All at the same time: whoever waited for another would go on taking up clients meanwhile. */
    private void drain(long millis) {
        List<CompletableFuture<Void>> drains = new ArrayList<>();
        for (Service service : services) {
            drains.add(CompletableFuture.runAsync(
                    () -> quietly(service, "drained", () -> service.drain(millis)),
                    task -> new Thread(task, "tern-drain").start()));
        }
        drains.forEach(CompletableFuture::join);
    }

    /** One service that fails to end must not keep the others and the store from ending well. */
    private static void quietly(Service service, String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, service.description() + " could not be " + what, e);
        }
    }
}
