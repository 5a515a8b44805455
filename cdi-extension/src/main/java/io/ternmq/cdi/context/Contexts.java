// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The real contexts behind injected ones: those of a transaction while the calling thread is in one, else those of
 * the active request, else those of the thread. Each is opened by the first call that needs it. Those of a thread end
 * when the container stops, or when another thread needs its first one and they are found to be left behind. Callable
 * from any thread.
 */
@ApplicationScoped
public class Contexts {

    private final Map<Object, ContextStore> ofTransactions = new ConcurrentHashMap<>();
    private final ContextStore ofThreads = new ContextStore();
    private final @Nullable ContextMaker maker;
    private final @Nullable Transactions transactions;
    private final @Nullable RequestContexts request;

    /** For the proxy of the container. */
    protected Contexts() {
        this.maker = null;
        this.transactions = null;
        this.request = null;
    }

    /**
     * By the container.
     *
     * @param factories    know where to connect
     * @param transactions knows where the thread is
     * @param request      stands for that of the moment
     */
    @Inject
    public Contexts(Factories factories, Transactions transactions, RequestContexts request) {
        this.maker = new ContextMaker(factories);
        this.transactions = transactions;
        this.request = request;
    }

    /**
     * What is injected.
     *
     * @param point the injection point, or null when there is none
     * @return passes each call on to the right context
     */
    public JMSContext at(@Nullable InjectionPoint point) {
        return InjectedContext.of(this, ContextKey.of(point == null ? null : point.getAnnotated()));
    }

    /**
     * The context of the moment.
     *
     * @param key a {@link ContextKey}
     * @return opened when there was none
     */
    public JMSContext current(Object key) {
        ContextKey wanted = (ContextKey) key;
        CurrentTransaction transaction = Objects.requireNonNull(transactions).current();
        if (transaction != null) {
            return inTransaction(transaction, wanted).context();
        }
        ContextStore ofRequest = ofRequest();
        ContextMaker open = Objects.requireNonNull(maker);
        if (ofRequest != null) {
            return ofRequest.get(wanted, () -> open.plain(wanted)).context();
        }
        return ofThreads.get(wanted, () -> {
            ofThreads.sweep();
            return open.plain(wanted).watched();
        }).context();
    }

    private OpenContext inTransaction(CurrentTransaction transaction, ContextKey key) {
        ContextStore store = ofTransactions.computeIfAbsent(transaction.key(), which -> {
            ContextStore made = new ContextStore();
            transaction.onEnd(committed -> {
                ofTransactions.remove(which);
                made.end(committed);
            });
            return made;
        });
        return store.get(key, () -> Objects.requireNonNull(maker).inTransaction(transaction, key));
    }

    private @Nullable ContextStore ofRequest() {
        try {
            return (ContextStore) Objects.requireNonNull(request).store();
        } catch (ContextNotActiveException e) {
            return null;
        }
    }

    /**
     * How many contexts are open that belong to transactions or threads.
     *
     * @return for tests of leaks
     */
    public int openCount() {
        return ofThreads.size() + ofTransactions.values().stream().mapToInt(ContextStore::size).sum();
    }

    /** The container stops. */
    @PreDestroy
    public void close() {
        ofThreads.end(false);
        ofTransactions.values().forEach(store -> store.end(false));
        ofTransactions.clear();
    }
}
