// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.RequestTo;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for interfaces with {@link RequestTo} methods where a class is injected into. Reads the class itself: some
 * containers tell of injection points only when it is too late to add a bean for them.
 */
final class InjectedClients {

    private InjectedClients() {}

    /**
     * The interfaces.
     *
     * @param type the class of an enabled bean
     * @return what its fields and parameters want, also through {@code Instance} and {@code Provider}
     */
    static Set<Class<?>> of(AnnotatedType<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        Stream<Annotated> callables = Stream.concat(type.getConstructors().stream(), type.getMethods().stream())
                .filter(InjectedClients::isInjected)
                .flatMap(callable -> callable.getParameters().stream());
        Stream<Annotated> fields = type.getFields().stream()
                .filter(field -> field.isAnnotationPresent(Inject.class))
                .map(Annotated.class::cast);
        Stream.concat(callables, fields).map(Annotated::getBaseType).forEach(wanted -> collect(wanted, found));
        return found;
    }

    private static boolean isInjected(AnnotatedCallable<?> callable) {
        return callable.isAnnotationPresent(Inject.class)
                || callable.isAnnotationPresent(Produces.class)
                || callable.getParameters().stream()
                        .anyMatch(parameter -> parameter.isAnnotationPresent(Observes.class)
                                || parameter.isAnnotationPresent(ObservesAsync.class)
                                || parameter.isAnnotationPresent(Disposes.class));
    }

    private static void collect(Type wanted, Set<Class<?>> found) {
        if (wanted instanceof Class<?> raw && raw.isInterface() && asks(raw)) {
            found.add(raw);
        } else if (wanted instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Provider.class.isAssignableFrom(raw)) {
            collect(generic.getActualTypeArguments()[0], found);
        }
    }

    private static boolean asks(Class<?> type) {
        return Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(RequestTo.class));
    }
}
