// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.transaction;

import io.ternmq.api.listen.DeliveryTransactions;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entrance of this room, one for each container. Whoever calls makes sure first that the API of transactions is
 * there.
 */
public final class TransactionRoom {

    private final TransactionalMethods methods;
    private final Optional<Supplier<TransactionManager>> manager;

    /**
     * Looks around.
     *
     * @param beans of the container, which knows all its beans
     * @param types classes with listener methods
     */
    public TransactionRoom(BeanManager beans, Collection<AnnotatedType<?>> types) {
        this.methods = new TransactionalMethods(beans, types);
        this.manager = TransactionManagers.find(beans);
    }

    /**
     * Whether a method wants its messages to be part of a transaction.
     *
     * @param bean     one of the classes
     * @param listener a method of it, which it may inherit
     * @return also true when nobody can begin one
     */
    public boolean wants(Class<?> bean, Method listener) {
        return methods.wants(bean, listener);
    }

    /**
     * Whether a method refuses to be called outside a transaction.
     *
     * @param bean   one of the classes
     * @param method a method of it, which it may inherit
     * @return true when it is {@code MANDATORY}
     */
    public boolean isMandatory(Class<?> bean, Method method) {
        return methods.isMandatory(bean, method);
    }

    /**
     * Transactions for those that want one.
     *
     * @return null when there is no transaction manager
     */
    public @Nullable DeliveryTransactions deliveries() {
        return manager.map(source -> new ManagedTransactions(source, methods::wants)).orElse(null);
    }
}
