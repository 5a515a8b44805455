// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells whether a thread is in a transaction. Looks once for a transaction manager. Callable from any thread. */
@ApplicationScoped
public class Transactions {

    private static final System.Logger LOG = System.getLogger("io.ternmq.cdi");
    @SuppressWarnings("UnnecessaryLambda") // it is compared with
    private static final Supplier<@Nullable CurrentTransaction> NEVER = () -> null;

    private final @Nullable Instance<Object> beans;
    private volatile @Nullable Supplier<@Nullable CurrentTransaction> source;

    /** For the proxy of the container. */
    protected Transactions() {
        this.beans = null;
    }

    /**
     * By the container.
     *
     * @param beans of the program
     */
    @Inject
    public Transactions(@Any Instance<Object> beans) {
        this.beans = beans;
    }

    /**
     * Whether there is a transaction manager.
     *
     * @return false in most programs of Java SE
     */
    public boolean isPresent() {
        return source() != NEVER;
    }

    /**
     * The transaction of the calling thread.
     *
     * @return null when it is in none
     */
    public @Nullable CurrentTransaction current() {
        return source().get();
    }

    private Supplier<@Nullable CurrentTransaction> source() {
        Supplier<@Nullable CurrentTransaction> known = source;
        if (known == null) {
            known = find();
            source = known;
        }
        return known;
    }

    private Supplier<@Nullable CurrentTransaction> find() {
        TransactionFinder finder = finder();
        if (finder == null) {
            return NEVER;
        }
        Supplier<@Nullable CurrentTransaction> found = finder.find(Objects.requireNonNull(beans));
        return found == null ? NEVER : found;
    }

    private static @Nullable TransactionFinder finder() {
        ClassLoader loader = Transactions.class.getClassLoader();
        try {
            Class.forName("jakarta.transaction.TransactionManager", false, loader);
        } catch (ClassNotFoundException e) {
            LOG.log(Level.TRACE, "Without Jakarta Transactions");
            return null;
        }
        try {
            String room = Transactions.class.getPackageName() + ".jta.JtaFinder";
            return Class.forName(room, true, loader)
                    .asSubclass(TransactionFinder.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ProviderException(ErrorCode.INTERNAL, "The room of Jakarta Transactions is missing.", e);
        }
    }
}
