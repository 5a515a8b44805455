// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.cdi.part.RequestSpan;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import org.jspecify.annotations.Nullable;

/**
 * A bean of the container that is called for messages. Each visit has a request context around it, unless one is
 * active on its thread already. A bean of a normal scope is called through its client proxy, so that interceptors,
 * decorators and the scope itself are as they are everywhere; a {@link Dependent} one lives as long as the visit.
 * The class loader of the program is that of the thread meanwhile. Callable from any thread.
 *
 * @param <T> the class of the bean
 */
public final class ContainerBean<T> implements BeanSource {

    private final Bean<T> bean;
    private final BeanContainer beans;
    private final @Nullable ClassLoader loader;

    /**
     * By a thread that has the class loader of the program.
     *
     * @param bean  of the container
     * @param beans of the same container
     */
    public ContainerBean(Bean<T> bean, BeanContainer beans) {
        this.bean = bean;
        this.beans = beans;
        this.loader = Thread.currentThread().getContextClassLoader();
    }

    @Override
    public Class<?> type() {
        return bean.getBeanClass();
    }

    @Override
    public Visit enter() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        RequestSpan request = null;
        try {
            request = RequestSpan.begin(beans);
            return visit(request, before);
        } catch (RuntimeException | Error e) {
            leave(request, before);
            throw e;
        }
    }

    private Visit visit(RequestSpan request, @Nullable ClassLoader before) {
        CreationalContext<T> context = beans.createCreationalContext(bean);
        Runnable end = () -> leave(request, before);
        if (bean.getScope() == Dependent.class) {
            T instance = bean.create(context);
            return new Stay(instance, end, () -> bean.destroy(instance, context));
        }
        return new Stay(beans.getReference(bean, bean.getBeanClass(), context), end, () -> {});
    }

    private static void leave(@Nullable RequestSpan request, @Nullable ClassLoader before) {
        try {
            if (request != null) {
                request.close();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** What {@link #leave()} and {@link #close()} end. */
    private record Stay(Object bean, Runnable leaving, Runnable closing) implements Visit {

        @Override
        public void leave() {
            leaving.run();
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
