// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenersProvider;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was discovered in one container: the classes that listen, the interfaces that somebody wants to ask through,
 * and what is wrong so far. Containers tell only of enabled beans, so vetoed and unselected ones never get here;
 * some tell of specialised ones too, which are left out here. Owned by the extension; filled while beans are
 * discovered, read afterwards.
 */
final class Found {

    private final ListenersProvider listeners;
    private final List<ListeningBean> listening = new ArrayList<>();
    private final Set<Class<?>> clients = new LinkedHashSet<>();
    private final Set<Class<?>> specialised = new HashSet<>();
    private final Set<Type> types = new LinkedHashSet<>();
    private final Map<Class<?>, Bean<?>> produced = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    Found(ListenersProvider listeners) {
        this.listeners = listeners;
    }

    /**
     * An enabled bean. Those that only stand before others are none that could be called for a message.
     *
     * @param event of the container
     */
    void onBean(ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        if (bean instanceof Interceptor<?> || bean instanceof Decorator<?>) {
            return;
        }
        types.addAll(bean.getTypes());
        if (event instanceof ProcessManagedBean<?> managed) {
            onClass(bean, managed.getAnnotatedBeanClass());
        } else {
            onProduced(bean);
        }
    }

    private void onClass(Bean<?> bean, AnnotatedType<?> type) {
        if (listeners.isListening(bean.getBeanClass())) {
            listening.add(new ListeningBean(bean, type));
        }
        if (type.isAnnotationPresent(Specializes.class)) {
            specialised.add(type.getJavaClass().getSuperclass());
        }
        clients.addAll(InjectedClients.of(type));
    }

    /** What a producer method returns may be a subclass of what it says, so its methods are not known in time. */
    private void onProduced(Bean<?> bean) {
        for (Type type : bean.getTypes()) {
            if (type instanceof Class<?> raw && !raw.isInterface() && listeners.isListening(raw)) {
                produced.put(raw, bean);
            }
        }
    }

    /**
     * Something wrong.
     *
     * @param fault told with all others
     */
    void add(Fault fault) {
        faults.add(fault);
    }

    /**
     * Beans that listen, answer or are scheduled.
     *
     * @return in the order in which they were found
     */
    List<ListeningBean> listening() {
        return listening.stream()
                .filter(each -> !specialised.contains(each.bean().getBeanClass()))
                .toList();
    }

    /**
     * Interfaces with requests that are injected somewhere.
     *
     * @return each once
     */
    Set<Class<?>> clients() {
        return Set.copyOf(clients);
    }

    /**
     * Whether a bean of the program is of a type.
     *
     * @param type to look for
     * @return whether there is one
     */
    boolean hasBeanOf(Type type) {
        return types.contains(type);
    }

    /**
     * What is wrong.
     *
     * @return what was added, and listeners that nobody would call
     */
    List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        produced.forEach((type, bean) -> {
            if (listening.stream().noneMatch(known -> known.bean().getBeanClass() == type)) {
                all.add(new Fault(
                        type,
                        "",
                        "Its listeners would never be called: it is no bean itself, it is only produced by "
                                + bean.getBeanClass().getName() + '.',
                        "Make the class a bean, such as by @ApplicationScoped or @Dependent on it."));
            }
        });
        return all;
    }
}
