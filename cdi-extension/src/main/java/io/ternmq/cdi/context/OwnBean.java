// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.context;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.PassivationCapable;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What this room gives where nobody else does. Beans that another extension adds may be known only when it is too late
 * to add none, so that this one steps back instead: with such a bean there it has {@code @Any} alone, and nobody ever
 * gets it. Weld looks at qualifiers when it resolves, which is later; OpenWebBeans keeps those of the moment when the
 * bean is added, and has told of all but configured beans then. One with a name has that qualifier and no other, so
 * that it is not in the way of the default one.
 *
 * @param type   what it is
 * @param name   of it, empty for the default one
 * @param scope  how long an instance lives
 * @param others who may be there instead
 * @param maker  makes an instance when it is needed
 * @param <T>    what it is
 */
record OwnBean<T>(
        Class<T> type,
        String name,
        Class<? extends Annotation> scope,
        Others others,
        BiFunction<Bean<T>, CreationalContext<T>, T> maker)
        implements Bean<T>, PassivationCapable {

    /** What there may be. */
    static final List<Class<?>> TYPES = List.of(ConnectionFactory.class, JMSContext.class);

    @Override
    public T create(CreationalContext<T> context) {
        return maker.apply(this, context);
    }

    @Override
    public void destroy(T instance, CreationalContext<T> context) {
        context.release();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(type, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        Annotation own = name.isEmpty() ? Default.Literal.INSTANCE : NamedLiteral.of(name);
        return others.have(type, name) ? Set.of(Any.Literal.INSTANCE) : Set.of(own, Any.Literal.INSTANCE);
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public Class<?> getBeanClass() {
        return OwnBean.class;
    }

    @Override
    public boolean isAlternative() {
        return false;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }

    @Override
    public String getId() {
        return type.getName() + " of " + OwnBean.class.getName() + '#' + name;
    }
}
