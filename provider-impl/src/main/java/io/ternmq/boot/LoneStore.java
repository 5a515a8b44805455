// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.broker.Fact;
import io.ternmq.store.RecordLog;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A store without a broker on it, for tools. It is owned as by a broker, so that none can begin to use it meanwhile. Of
 * the thread that opened it.
 */
public final class LoneStore implements AutoCloseable {

    private final StoreOpener opener;
    private final RecordLog<Fact> log;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LoneStore(StoreOpener opener, RecordLog<Fact> log) {
        this.opener = opener;
        this.log = log;
        planRenewal();
    }

    /**
     * Takes a store.
     *
     * @param policy which store: files or a database
     * @param owner  how the tool calls itself
     * @throws ProviderException with {@code STORE_FAILED} when a broker has it, or it cannot be opened
     */
    public static LoneStore open(StorePolicy policy, String owner) {
        StoreOpener opener = Stores.opener(policy, owner, () -> {
            throw new ProviderException(ErrorCode.STORE_FAILED, "A store in memory has no life without its broker");
        });
        RecordLog<Fact> log = null;
        try {
            log = opener.tryOpen();
            if (log == null) {
                throw new ProviderException(ErrorCode.STORE_FAILED, "A broker owns the store. Stop it first; after"
                        + " one that ended without a word, wait until its lease has run out (lease-millis, 15 s by"
                        + " default)");
            }
            return new LoneStore(opener, log);
        } finally {
            if (log == null) {
                opener.release();
            }
        }
    }

    /** Renews a lease as long as the store is open, on a thread that may wait. */
    private void planRenewal() {
        long period = opener.periodMillis();
        if (period > 0 && !closed.get()) {
            SystemThreads.ENVIRONMENT.time().schedule(
                    SystemThreads.ENVIRONMENT.time().millis() + period,
                    () -> SystemThreads.ENVIRONMENT.executor().execute(this::renew));
        }
    }

    private void renew() {
        if (!closed.get()) {
            opener.renew();
            planRenewal();
        }
    }

    /** The log, not yet replayed. */
    public RecordLog<Fact> log() {
        return log;
    }

    /** Gives the store back; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                log.close();
            } finally {
                opener.release();
            }
        }
    }
}
