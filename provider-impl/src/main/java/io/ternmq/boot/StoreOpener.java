// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.broker.Fact;
import io.ternmq.store.RecordLog;
import org.jspecify.annotations.Nullable;

/** Opens the store of one broker. Called by one thread at a time. */
@FunctionalInterface
public interface StoreOpener {

    /**
     * Opens the store if it is free.
     *
     * @return the store, or null while another broker owns it and this one has to stand by
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when it cannot be opened at all
     */
    @Nullable RecordLog<Fact> tryOpen();

    /** Keeps an ownership that runs out when it is not heard of. Called now and then while the broker runs. */
    default void renew() {
        // Most stores are owned until they are closed.
    }

    /** How often {@link #tryOpen} and {@link #renew} are to be called, in milliseconds; 0 for never again. */
    default long periodMillis() {
        return 0;
    }

    /** The broker has ended, and the store is closed if it was open. */
    default void release() {
        // Most stores hold nothing else.
    }
}
