// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.enterprise.inject.Instance;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the transaction manager. Implemented in a room of its own, which is loaded by name. */
@FunctionalInterface
public interface TransactionFinder {

    /**
     * Looks among the beans, then in JNDI.
     *
     * @param beans of the program
     * @return gives the transaction of the calling thread, or null for none; null when there is no transaction manager
     */
    @Nullable Supplier<@Nullable CurrentTransaction> find(Instance<Object> beans);
}
