// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import io.ternmq.cdi.part.Part;
import io.ternmq.cdi.settings.Key;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.List;

/**
 * What this room adds to a container: its beans, and {@code ConnectionFactory} and {@code JMSContext} where the
 * program, its server and other extensions have none.
 */
public final class ContextRoom implements Part {

    private final Settings settings;
    private final Others others = new Others();

    /**
     * For one container.
     *
     * @param settings of the program
     */
    public ContextRoom(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void addTypes(BeforeBeanDiscovery event, BeanManager beans) {
        for (Class<?> type : List.of(Transactions.class, Factories.class, RequestContexts.class, Contexts.class)) {
            event.addAnnotatedType(beans.createAnnotatedType(type), type.getName());
        }
    }

    @Override
    public void onAnyBean(ProcessBean<?> event) {
        others.add(event.getBean());
    }

    @Override
    public void addBeans(AfterBeanDiscovery event, BeanManager beans) {
        if (settings.flag(Key.FACTORY_ENABLED)) {
            addFactory("", event, beans);
        }
        settings.factories().stream()
                .filter(settings::hasFactory)
                .forEach(name -> addFactory(name, event, beans));
        if (settings.flag(Key.CONTEXT_ENABLED) && !others.have(JMSContext.class, "")) {
            event.addBean(new OwnBean<>(JMSContext.class, "", Dependent.class, others, (bean, context) ->
                    one(Contexts.class, beans).at(Whereabouts.of(bean, context, beans))));
        }
    }

    private void addFactory(String name, AfterBeanDiscovery event, BeanManager beans) {
        if (!others.have(ConnectionFactory.class, name)) {
            event.addBean(new OwnBean<>(ConnectionFactory.class, name, Singleton.class, others, (bean, context) ->
                    one(Factories.class, beans).configured(name)));
        }
    }

    /** Not by an {@code Instance}: some containers have one only on threads with the class loader of the program. */
    private static <B> B one(Class<B> type, BeanManager beans) {
        Bean<?> bean = beans.resolve(beans.getBeans(type));
        return type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean)));
    }
}
