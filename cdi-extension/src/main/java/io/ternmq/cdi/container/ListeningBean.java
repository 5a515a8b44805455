// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.QueueListeners;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.listen.TopicListeners;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * A bean with methods that are called for messages or at times.
 *
 * @param bean what the container has
 * @param type its class, as extensions have left it
 */
record ListeningBean(Bean<?> bean, AnnotatedType<?> type) {

    private static final List<Class<? extends Annotation>> RECEIVING =
            List.of(QueueListener.class, QueueListeners.class, TopicListener.class, TopicListeners.class);

    /**
     * The methods that are called.
     *
     * @return each once, also those that the class inherits
     */
    List<Method> methods() {
        return type.getMethods().stream()
                .map(AnnotatedMethod::getJavaMember)
                .filter(method -> !method.isBridge() && isCalled(method))
                .toList();
    }

    private boolean isCalled(Method method) {
        return receives(method) || method.isAnnotationPresent(Scheduled.class) || answers(method);
    }

    /**
     * Whether a method is called for messages that it consumes, which can be part of a transaction.
     *
     * @param method one of {@link #methods()}
     * @return false when it answers or is scheduled
     */
    static boolean receives(Method method) {
        return RECEIVING.stream().anyMatch(method::isAnnotationPresent);
    }

    private boolean answers(Method method) {
        return bean.getTypes().stream()
                .filter(of -> of instanceof Class<?> raw && raw.isInterface())
                .flatMap(of -> Arrays.stream(((Class<?>) of).getMethods()))
                .anyMatch(asked -> asked.isAnnotationPresent(RequestTo.class)
                        && asked.getName().equals(method.getName())
                        && asked.getParameterCount() == method.getParameterCount());
    }
}
