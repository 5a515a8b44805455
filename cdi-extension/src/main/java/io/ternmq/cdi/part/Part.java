// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.part;

import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What one room adds to the life of a container. An object serves one container and is called by its extension
 * alone, one call at a time: the methods come in the order in which they stand here, {@link #stop} also after a
 * start that failed.
 */
public interface Part {

    /**
     * Types and qualifiers of its own.
     *
     * @param event of the container
     * @param beans of the container
     */
    default void addTypes(BeforeBeanDiscovery event, BeanManager beans) {}

    /**
     * An injection point of an enabled bean, before it is validated.
     *
     * @param event  of the container; may change the injection point
     * @param faults takes what is wrong
     */
    default void onInjectionPoint(ProcessInjectionPoint<?, ?> event, Consumer<Fault> faults) {}

    /**
     * An enabled bean that is a class.
     *
     * @param event of the container
     */
    default void onBean(ProcessManagedBean<?> event) {}

    /**
     * Any enabled bean, also one that a method or field produces.
     *
     * @param event of the container
     */
    default void onAnyBean(ProcessBean<?> event) {}

    /**
     * An observer method of an enabled bean.
     *
     * @param event of the container
     */
    default void onObserver(ProcessObserverMethod<?, ?> event) {}

    /**
     * Beans, observers and contexts of its own.
     *
     * @param event of the container
     * @param beans of the container
     */
    default void addBeans(AfterBeanDiscovery event, BeanManager beans) {}

    /**
     * All beans are known; none may be used yet.
     *
     * @param beans of the container
     * @param plan  takes declarations, faults and listeners
     */
    default void validate(BeanManager beans, ListenerPlan plan) {}

    /**
     * All is right, and beans may be used. Comes before all parts start, and also when nothing is to be started.
     *
     * @param beans of the container
     * @throws Exception when it cannot; the container does not start
     */
    default void prepare(BeanManager beans) throws Exception {}

    /**
     * All is right: begins. The listeners of the plan start after all parts.
     *
     * @param beans of the container
     * @throws Exception when it cannot; what it has begun is undone by {@link #stop}, and the container does not start
     */
    default void start(BeanManager beans) throws Exception {}

    /**
     * All parts have started, and the listeners too.
     *
     * @param beans of the container
     */
    default void onStarted(BeanManager beans) {}

    /**
     * Ends what was begun, which may be nothing. Listeners have ended, connections are open.
     *
     * @param limit how long to wait for what is at hand
     * @return false when something was still at hand then
     */
    default boolean stop(Duration limit) {
        return true;
    }

    /** Gives back what it has got while the container was validated. Comes last, also when nothing was ever started. */
    default void release() {}
}
