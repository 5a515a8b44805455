// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.transaction;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.TransactionManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Where a transaction manager comes from: a bean, else one of the names in JNDI that servers use, else the class that
 * Open Liberty has for it. {@code java:comp/UserTransaction} is none of them, as it cannot make a session part of its
 * transaction.
 */
public final class TransactionManagers {

    private static final List<String> NAMES = List.of(
            "java:/TransactionManager",
            "java:jboss/TransactionManager",
            "java:appserver/TransactionManager",
            "java:comp/TransactionManager",
            "java:openejb/TransactionManager");
    private static final String LIBERTY = "com.ibm.tx.jta.TransactionManagerFactory";

    private TransactionManagers() {}

    /**
     * Looks for one. Makes no instance of a bean before it is asked for.
     *
     * @param beans of the container, which knows all its beans
     * @return gives the transaction manager; empty when there is none
     */
    public static Optional<Supplier<TransactionManager>> find(BeanManager beans) {
        Set<Bean<?>> candidates = beans.getBeans(TransactionManager.class, Default.Literal.INSTANCE);
        if (candidates.isEmpty()) {
            candidates = beans.getBeans(TransactionManager.class, Any.Literal.INSTANCE);
        }
        if (!candidates.isEmpty()) {
            Bean<?> bean = beans.resolve(candidates);
            return Optional.of(() -> (TransactionManager)
                    beans.getReference(bean, TransactionManager.class, beans.createCreationalContext(bean)));
        }
        return inJndi().map(manager -> () -> manager);
    }

    /**
     * Looks for one that a server has bound, or hands out.
     *
     * @return the transaction manager; empty when there is none
     */
    public static Optional<TransactionManager> inJndi() {
        return NAMES.stream().flatMap(name -> bound(name).stream()).findFirst().or(() -> handedOut(LIBERTY));
    }

    /** By a static method of a class that belongs to the API of a server, if this is that server. */
    static Optional<TransactionManager> handedOut(String factory) {
        try {
            Object manager = Class.forName(factory, true, TransactionManagers.class.getClassLoader())
                    .getMethod("getTransactionManager")
                    .invoke(null);
            return manager instanceof TransactionManager found ? Optional.of(found) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // another server, or none at all
        }
    }

    @SuppressWarnings("BanJNDI") // the names are constants, and what a container binds to them is its own
    private static Optional<TransactionManager> bound(String name) {
        try {
            return InitialContext.doLookup(name) instanceof TransactionManager manager
                    ? Optional.of(manager)
                    : Optional.empty();
        } catch (NamingException e) {
            return Optional.empty(); // not this server's name, or no server at all
        }
    }
}
