// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.transaction;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which listener methods are called inside a transaction that their message is part of. What counts is {@link
 * Transactional} on the method, else on its class, else on a stereotype of the class, each as extensions of the
 * container have left it:
 *
 * <ul>
 *   <li>{@code REQUIRED}, which is the default, and {@code MANDATORY} are part of it: the work and the message belong
 *       together, both happen or none. For {@code MANDATORY} this is the only way to be called at all.
 *   <li>{@code REQUIRES_NEW} is not: the work has asked for a transaction that is committed whatever becomes of its
 *       surroundings. The message is settled afterwards, and comes again when the program dies in between.
 *   <li>{@code SUPPORTS} is not: it takes a transaction that is there, and nobody has asked that one be begun.
 *   <li>{@code NOT_SUPPORTED} and {@code NEVER} are not: one would be set aside, the other would refuse the call.
 * </ul>
 *
 * <p>A method that two beans inherit is judged for each of them.
 *
 * <p>This is about methods that consume messages. A method that answers requests ({@code @RequestTo}) or is
 * {@code @Scheduled} is called after its message was taken, outside the delivery's transaction: {@code REQUIRED} there
 * begins one of its own, which says nothing about the request or the moment, and {@code MANDATORY} could never be
 * called.
 */
final class TransactionalMethods {

    private final BeanManager beans;
    private final Collection<AnnotatedType<?>> types;

    /**
     * Of some classes.
     *
     * @param beans knows stereotypes
     * @param types classes with listener methods
     */
    TransactionalMethods(BeanManager beans, Collection<AnnotatedType<?>> types) {
        this.beans = beans;
        this.types = List.copyOf(types);
    }

    /**
     * Whether a method's messages are part of a transaction.
     *
     * @param bean     one of the classes
     * @param listener a method of it, which it may inherit
     * @return see above
     */
    boolean wants(Class<?> bean, Method listener) {
        return of(bean, listener).anyMatch(TransactionalMethods::joins);
    }

    /**
     * Whether a method refuses to be called outside a transaction.
     *
     * @param bean   one of the classes
     * @param method a method of it, which it may inherit
     * @return true for {@code MANDATORY}
     */
    boolean isMandatory(Class<?> bean, Method method) {
        return of(bean, method).anyMatch(found -> found.value() == Transactional.TxType.MANDATORY);
    }

    private Stream<Transactional> of(Class<?> bean, Method member) {
        return types.stream()
                .filter(type -> type.getJavaClass() == bean)
                .flatMap(type -> type.getMethods().stream()
                        .filter(method -> method.getJavaMember().equals(member))
                        .flatMap(method -> find(type, method).stream()));
    }

    private static boolean joins(Transactional found) {
        return switch (found.value()) {
            case REQUIRED, MANDATORY -> true;
            case REQUIRES_NEW, SUPPORTS, NOT_SUPPORTED, NEVER -> false;
        };
    }

    private Optional<Transactional> find(AnnotatedType<?> type, AnnotatedMethod<?> method) {
        Transactional here = method.getAnnotation(Transactional.class);
        if (here == null) {
            here = type.getAnnotation(Transactional.class);
        }
        return here == null ? inStereotypes(type.getAnnotations()) : Optional.of(here);
    }

    private Optional<Transactional> inStereotypes(Collection<Annotation> annotations) {
        return annotations.stream()
                .map(Annotation::annotationType)
                .filter(beans::isStereotype)
                .map(beans::getStereotypeDefinition)
                .flatMap(inside -> inStereotype(inside).stream())
                .findFirst();
    }

    private Optional<Transactional> inStereotype(Collection<Annotation> annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof Transactional found) {
                return Optional.of(found);
            }
        }
        return inStereotypes(annotations);
    }
}
