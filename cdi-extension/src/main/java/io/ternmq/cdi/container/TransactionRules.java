// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.listen.Fault;
import io.ternmq.cdi.transaction.TransactionRoom;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of transactions, which is nothing where their API is not on the class path. */
final class TransactionRules {

    private final List<ListeningBean> listening;
    private final @Nullable TransactionRoom room;
    private final @Nullable DeliveryTransactions deliveries;

    private TransactionRules(List<ListeningBean> listening, @Nullable TransactionRoom room) {
        this.listening = listening;
        this.room = room;
        this.deliveries = room == null ? null : room.deliveries();
    }

    /**
     * Looks around.
     *
     * @param beans     of the container
     * @param listening beans with listener methods
     * @return what is known
     */
    static TransactionRules over(BeanManager beans, List<ListeningBean> listening) {
        List<AnnotatedType<?>> types = new ArrayList<>();
        listening.forEach(each -> types.add(each.type()));
        return new TransactionRules(listening, isApiThere() ? new TransactionRoom(beans, types) : null);
    }

    private static boolean isApiThere() {
        try {
            Class.forName("jakarta.transaction.TransactionManager", false, TransactionRules.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false; // so nobody can have written @Transactional either
        }
    }

    /** Whether a method asks to be part of one, and can be. */
    boolean wants(Class<?> bean, Method listener) {
        return room != null && deliveries != null && room.wants(bean, listener);
    }

    /** For the listeners; null when there is no transaction manager. */
    @Nullable DeliveryTransactions deliveries() {
        return deliveries;
    }

    /**
     * Methods that want what nobody can give: a transaction without a manager; to be called in one when they answer
     * or are scheduled, which happens outside the transaction of any delivery. {@code REQUIRED} there is no fault: the
     * container begins a transaction for the call, which is not the delivery's.
     *
     * @return one for each
     */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        TransactionRoom present = room;
        if (present != null) {
            listening.forEach(each -> each.methods().forEach(method -> check(each, method, present, faults)));
        }
        return faults;
    }

    private void check(ListeningBean each, Method method, TransactionRoom present, List<Fault> faults) {
        Class<?> bean = each.bean().getBeanClass();
        if (present.wants(bean, method) && deliveries == null) {
            faults.add(new Fault(
                    bean,
                    method.getName(),
                    "It is @Transactional, and there is no transaction manager.",
                    "Add a transaction manager (a bean of the type jakarta.transaction.TransactionManager, or a server"
                            + " that has one), or leave out @Transactional."));
        } else if (present.isMandatory(bean, method) && !ListeningBean.receives(method)) {
            faults.add(new Fault(
                    bean,
                    method.getName(),
                    "It is @Transactional(MANDATORY), and a method that answers requests or is @Scheduled is called"
                            + " outside any transaction, so that each call would be refused.",
                    "Write @Transactional, which begins one for each call, or take the messages with @QueueListener,"
                            + " whose deliveries can be part of a transaction."));
        }
    }
}
