// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.Fault;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What a bean that is called for messages may be. Scopes of a program's own are taken as they are: when one is not
 * active as a message comes, that attempt has failed.
 */
final class ScopeRules {

    /** By its name, because the API of transactions may be missing. */
    private static final String TRANSACTION_SCOPED = "jakarta.transaction.TransactionScoped";

    private final BeanManager beans;
    private final BiPredicate<Class<?>, Method> transactional;

    /**
     * The rules.
     *
     * @param beans         of the container, whose beans may be used
     * @param transactional whether a method's messages, for the class of its bean, come in a transaction
     */
    ScopeRules(BeanManager beans, BiPredicate<Class<?>, Method> transactional) {
        this.beans = beans;
        this.transactional = transactional;
    }

    /**
     * What is wrong with a bean.
     *
     * @param listening the bean
     * @return empty when it can be called
     */
    List<Fault> faults(ListeningBean listening) {
        List<Fault> faults = new ArrayList<>();
        Bean<?> bean = listening.bean();
        Class<?> scope = bean.getScope();
        if (scope == SessionScoped.class || scope == ConversationScoped.class) {
            faults.add(new Fault(
                    bean.getBeanClass(),
                    "",
                    "A bean that is @" + scope.getSimpleName()
                            + " cannot listen: no session is there when a message comes.",
                    "Make it @RequestScoped, which is one instance for each message, or @ApplicationScoped."));
        } else if (beans.isNormalScope(bean.getScope())) {
            checkProxy(bean, faults);
        }
        if (scope.getName().equals(TRANSACTION_SCOPED)) {
            checkTransactions(listening, faults);
        }
        return faults;
    }

    private void checkProxy(Bean<?> bean, List<Fault> faults) {
        if (!bean.getTypes().contains(bean.getBeanClass())) {
            faults.add(new Fault(
                    bean.getBeanClass(),
                    "",
                    "Its listeners cannot be called: the class is none of the types of its bean.",
                    "Leave out @Typed or add the class to it, or make the bean @Dependent."));
            return;
        }
        try {
            beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
        } catch (RuntimeException e) {
            faults.add(new Fault(
                    bean.getBeanClass(),
                    "",
                    "Its listeners cannot be called: the container has no proxy for the class ("
                            + e.getMessage() + ").",
                    "Give it a constructor without parameters that is not private, and nothing that is final."));
        }
    }

    private void checkTransactions(ListeningBean listening, List<Fault> faults) {
        for (Method method : listening.methods()) {
            if (!ListeningBean.receives(method)
                    || !transactional.test(listening.bean().getBeanClass(), method)) {
                faults.add(new Fault(
                        listening.bean().getBeanClass(),
                        method.getName(),
                        "The bean is @TransactionScoped, and nothing that calls this method comes in a transaction.",
                        "Write @Transactional on the method if it is a listener, or give the bean another scope."));
            }
        }
    }
}
