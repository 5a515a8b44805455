// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An injection point that asks for the one its bean is being made for. A bean that is no class has no parameter to
 * get it by, and a plain reference would belong to nowhere.
 *
 * @param bean that is being made
 */
record Whereabouts(Bean<?> bean) implements InjectionPoint {

    /** Where the bean is injected; null where a program has asked the container for it. */
    static @Nullable InjectionPoint of(Bean<?> bean, CreationalContext<?> context, BeanManager beans) {
        Object found = beans.getInjectableReference(new Whereabouts(bean), context);
        return found instanceof InjectionPoint point && !(point instanceof Whereabouts) ? point : null;
    }

    @Override
    public Type getType() {
        return InjectionPoint.class;
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of(Default.Literal.INSTANCE);
    }

    @Override
    public Bean<?> getBean() {
        return bean;
    }

    @Override
    public @Nullable Member getMember() {
        return null;
    }

    @Override
    public @Nullable Annotated getAnnotated() {
        return null;
    }

    @Override
    public boolean isDelegate() {
        return false;
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
