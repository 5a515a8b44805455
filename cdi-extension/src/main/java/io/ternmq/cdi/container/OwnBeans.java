// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.cdi.Messages;
import io.ternmq.cdi.Remote;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.Set;

/** Beans of the container's room. */
final class OwnBeans {

    private final AfterBeanDiscovery event;
    private final BeanManager beans;

    OwnBeans(AfterBeanDiscovery event, BeanManager beans) {
        this.event = event;
        this.beans = beans;
    }

    void add(Household house) {
        addGiven(Running.class, house.running());
        addGiven(Settings.class, house.settings());
        Found found = house.found();
        found.clients().forEach(type -> addClient(type, !found.hasBeanOf(type)));
    }

    /** What is there already, one for the whole container. */
    private <T> void addGiven(Class<T> type, T given) {
        event.<T>addBean()
                .id(type.getName())
                .beanClass(type)
                .types(type, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(Dependent.class)
                .createWith(context -> given);
    }

    /** Application scoped, so that what is injected is a proxy and nothing connects before the first request. */
    private <C> void addClient(Class<C> type, boolean alone) {
        Set<Annotation> qualifiers = new LinkedHashSet<>(Set.of(Any.Literal.INSTANCE, Remote.Literal.INSTANCE));
        if (alone) {
            qualifiers.add(Default.Literal.INSTANCE);
        }
        event.<C>addBean()
                .id(Remote.class.getName() + ' ' + type.getName())
                .beanClass(type)
                .types(type, Object.class)
                .qualifiers(qualifiers)
                .scope(ApplicationScoped.class)
                .createWith(context -> messages().messaging().client(type));
    }

    /** Not through an {@code Instance}, which some containers find by the class loader of the calling thread. */
    private Messages messages() {
        Bean<?> bean = beans.resolve(beans.getBeans(Messages.class));
        return (Messages) beans.getReference(bean, Messages.class, beans.createCreationalContext(bean));
    }
}
