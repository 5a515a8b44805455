// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import io.ternmq.cdi.ToTopic;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/**
 * Sees everything that is fired with {@link ToTopic}. An observer of its own and not one that the container
 * configures, as
 * those wrap what is thrown differently in each container.
 *
 * @param outflow publishes
 * @param phase   at which moment
 * @param isAsync whether it sees asynchronous events, or synchronous ones
 * @param beans   of the container
 */
record OutflowObserver(Outflow outflow, TransactionPhase phase, boolean isAsync, BeanManager beans)
        implements ObserverMethod<Object> {

    @Override
    public Class<?> getBeanClass() {
        return Outflow.class;
    }

    @Override
    public Type getObservedType() {
        return Object.class;
    }

    @Override
    public Set<Annotation> getObservedQualifiers() {
        return Set.of(ToTopic.Literal.of("", TransactionPhase.IN_PROGRESS));
    }

    @Override
    public Reception getReception() {
        return Reception.ALWAYS;
    }

    @Override
    public TransactionPhase getTransactionPhase() {
        return phase;
    }

    @Override
    public void notify(EventContext<Object> fired) {
        if (isAsync) {
            outflow.onFiredAsync(fired.getEvent(), fired.getMetadata(), beans);
        } else {
            outflow.onFired(fired.getEvent(), fired.getMetadata(), phase, beans);
        }
    }
}
