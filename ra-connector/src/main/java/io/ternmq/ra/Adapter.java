// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra;

import jakarta.jms.XAConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jspecify.annotations.Nullable;

/** The resource adapter as its managed connection factories and endpoints see it. Any thread may call. */
public interface Adapter extends ResourceAdapter {

    /**
     * Makes connections to the broker of this adapter, or to another one.
     *
     * @param url  where another broker is, or null for the one of the adapter
     * @return the factory; it connects nobody until it is asked
     * @throws jakarta.resource.spi.IllegalStateException when the adapter does not run
     */
    XAConnectionFactory connections(@Nullable String url) throws jakarta.resource.ResourceException;

    /** Who connects when nobody says otherwise. */
    Login login();

    /** Threads of the server, for endpoints. */
    WorkManager workManager();

    /** Wakes up later. */
    Alarms alarms();

    /** Who knows the transaction of a thread, or null where nobody does. */
    default @Nullable TransactionSynchronizationRegistry registry() {
        return null;
    }
}
