// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.lite;

import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Remote;
import io.ternmq.cdi.ToTopic;
import io.ternmq.cdi.container.TernExtension;
import io.ternmq.cdi.context.Contexts;
import io.ternmq.cdi.context.Factories;
import io.ternmq.cdi.context.RequestContexts;
import io.ternmq.cdi.context.Transactions;
import io.ternmq.cdi.inject.Desk;
import io.ternmq.cdi.inject.Producers;
import io.ternmq.cdi.part.Running;
import io.ternmq.cdi.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanBuilder;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.ClassInfo;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;

/**
 * The way into containers of CDI Lite. Found by the container; one object serves one build. Only looks and adds
 * beans: what
 * was found is read and started by {@link LiteHousehold}, when the program starts.
 */
@SkipIfPortableExtensionPresent(TernExtension.class)
public class LiteExtension implements BuildCompatibleExtension {

    private static final List<Class<?>> TYPES = List.of(
            Transactions.class,
            Factories.class,
            RequestContexts.class,
            Contexts.class,
            Desk.class,
            Producers.class,
            LiteHousehold.class);

    private final LiteFound found = new LiteFound();

    /** By the container. */
    public LiteExtension() {}

    /**
     * Beans of the extension.
     *
     * @param classes of the container
     */
    @Discovery
    public void addTypes(ScannedClasses classes) {
        TYPES.forEach(type -> classes.add(type.getName()));
    }

    /**
     * An enabled bean.
     *
     * @param bean     of the program, or of somebody else
     * @param messages of the container
     */
    @Registration(types = Object.class)
    public void onBean(BeanInfo bean, Messages messages) {
        found.onBean(bean);
        bean.injectionPoints().stream()
                .filter(point -> has(point.qualifiers(), ToTopic.class))
                .forEach(point -> messages.error(needsFull("@ToTopic"), point.declaration()));
    }

    /**
     * An observer of an enabled bean.
     *
     * @param observer of the program, or of somebody else
     * @param messages of the container
     */
    @Registration(types = Object.class)
    public void onObserver(ObserverInfo observer, Messages messages) {
        if (has(observer.qualifiers(), FromTopic.class)) {
            messages.error(needsFull("@FromTopic"), observer);
        }
    }

    private static boolean has(Collection<AnnotationInfo> qualifiers, Class<? extends Annotation> type) {
        return qualifiers.stream().anyMatch(qualifier -> qualifier.name().equals(type.getName()));
    }

    private static String needsFull(String what) {
        return what + " needs a container of CDI Full. Write a method with @TopicListener, or inject a Publisher.";
    }

    /**
     * Beans that are no classes.
     *
     * @param components of the container
     */
    @Synthesis
    public void addBeans(SyntheticComponents components) {
        components.addBean(Settings.class)
                .type(Settings.class)
                .scope(Singleton.class)
                .createWith(LiteMakers.OfSettings.class);
        components.addBean(Running.class)
                .type(Running.class)
                .scope(Singleton.class)
                .createWith(LiteMakers.OfRunning.class);
        components.addBean(LiteBeans.class)
                .type(LiteBeans.class)
                .scope(Singleton.class)
                .withParam(LiteMakers.BEANS, found.classes())
                .withParam(LiteMakers.CLIENTS, found.clients())
                .createWith(LiteMakers.OfBeans.class);
        if (!found.hasFactory()) {
            components.addBean(ConnectionFactory.class)
                    .type(ConnectionFactory.class)
                    .scope(Singleton.class)
                    .createWith(LiteMakers.OfFactory.class);
        }
        for (ClassInfo client : found.clients()) {
            addClient(components, client);
        }
    }

    private void addClient(SyntheticComponents components, ClassInfo client) {
        SyntheticBeanBuilder<Object> bean = components.addBean(Object.class)
                .type(client)
                .qualifier(Remote.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .withParam(LiteMakers.CLIENTS, client)
                .createWith(LiteMakers.OfClient.class);
        if (!found.hasBeanOf(client)) {
            bean.qualifier(Default.Literal.INSTANCE);
        }
    }
}
