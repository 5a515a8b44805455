// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.api.pattern.Execution;
import io.ternmq.common.Log;
import io.ternmq.pattern.Workers;
import io.ternmq.pattern.Workforce;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Where the program's own code runs, chosen once for each {@link io.ternmq.api.messaging.Messaging}, with one line in
 * the log.
 */
final class ExecutionChoice {

    private static final Log LOG = Log.of(ExecutionChoice.class);

    private static final String CONTAINER_NAME = "java:comp/DefaultManagedExecutorService";
    private static final long IDLE_SECONDS = 10;

    private final Workers workers;
    private final @Nullable ExecutorService own;

    private ExecutionChoice(Workers workers, @Nullable ExecutorService own) {
        this.workers = workers;
        this.own = own;
    }

    /**
     * The choice for some settings.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when there is no such executor here
     */
    static ExecutionChoice of(MessagingSettings settings) {
        Found found = find(settings.execution());
        LOG.log(Level.INFO, () -> "Code of the program runs on " + found.words);
        Executor closers = SystemThreads.ENVIRONMENT.executor();
        Duration limit = settings.closeLimit();
        Workers workers = new Workforce(found.executor, found.occupiable, closers, limit);
        return new ExecutionChoice(workers, found.own ? found.service() : null);
    }

    Workers workers() {
        return workers;
    }

    /** Ends threads that were made for this; what they do at the moment they finish. */
    void end() {
        if (own != null) {
            own.shutdown();
        }
    }

    /** An executor, how many of its threads lanes may keep, whether it ends with us, and why it was taken. */
    private record Found(Executor executor, int occupiable, boolean own, String words) {

        @Nullable ExecutorService service() {
            return executor instanceof ExecutorService service ? service : null;
        }
    }

    private static Found find(Execution execution) {
        if (execution instanceof Execution.Own pool) {
            return pool(pool.threads());
        }
        if (execution instanceof Execution.Given given) {
            return new Found(given.executor(), 0, false, "the given executor " + given.executor());
        }
        if (execution instanceof Execution.Container) {
            return container("as was asked").orThrow(CONTAINER_NAME + " is not bound: Execution.Container needs an"
                    + " application server with Jakarta Concurrency; take Execution.Detect");
        }
        if (execution instanceof Execution.Virtual) {
            return virtual("as was asked").orThrow("Execution.Virtual needs Java 21 or newer, and this is Java "
                    + Runtime.version().feature() + "; take Execution.Own or Detect");
        }
        if (execution instanceof Execution.SameThread) {
            return new Found(Runnable::run, 0, false, "the thread that delivers, as was asked");
        }
        return detect();
    }

    private static Found detect() {
        Maybe container = container("found by its name in the container");
        if (container.found != null) {
            return container.found;
        }
        Maybe virtual = virtual("since there is no container's executor and Java is 21 or newer");
        return virtual.found != null ? virtual.found : growing();
    }

    /** Perhaps an executor. */
    private record Maybe(@Nullable Found found) {

        Found orThrow(String why) {
            if (found == null) {
                throw new ProviderException(ErrorCode.INVALID_SETTING, why + '.');
            }
            return found;
        }
    }

    @SuppressWarnings("BanJNDI") // the name is a constant, and what a container binds to it is its own
    private static Maybe container(String why) {
        try {
            return InitialContext.doLookup(CONTAINER_NAME) instanceof ExecutorService service
                    ? new Maybe(new Found(
                            service, Integer.MAX_VALUE, false, "the container's " + CONTAINER_NAME + ", " + why))
                    : new Maybe(null);
        } catch (NamingException | NoClassDefFoundError e) {
            return new Maybe(null); // no container here, or no naming in this runtime
        }
    }

    private static Maybe virtual(String why) {
        ExecutorService service = VirtualThreads.executor();
        return service == null
                ? new Maybe(null)
                : new Maybe(new Found(service, Integer.MAX_VALUE, true, "virtual threads, " + why));
    }

    /** One thread at least is left for what is handed over, so that any number of consumers makes progress. */
    private static Found pool(int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named());
        pool.allowCoreThreadTimeOut(true);
        return new Found(pool, threads - 1, true, threads + " threads of its own, as was asked");
    }

    private static Found growing() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named());
        return new Found(
                pool,
                Integer.MAX_VALUE,
                true,
                "threads of its own, one for each consumer, since there is no container's executor and Java is older"
                        + " than 21");
    }

    private static ThreadFactory named() {
        AtomicInteger count = new AtomicInteger();
        return task -> SystemThreads.daemon(task, "ternmq-pattern-" + count.incrementAndGet());
    }
}
