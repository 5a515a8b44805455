// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.QueueListeners;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.listen.TopicListeners;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which annotations of a method say something to this room. Pure functions. */
final class Marks {

    private static final List<Class<? extends Annotation>> LISTENING = List.of(
            TopicListener.class, TopicListeners.class, QueueListener.class, QueueListeners.class);
    private static final List<Class<? extends Annotation>> AUXILIARY = List.of(
            MessageSelector.class, SubscriptionName.class, DurableSubscription.class, Shared.class, Retry.class,
            DeadLetter.class, Batch.class, Ordered.class);

    private Marks() {}

    /** Whether it takes messages. */
    static boolean listens(Method method) {
        return has(method, LISTENING);
    }

    /** Whether it runs at moments. */
    static boolean isScheduled(Method method) {
        return method.isAnnotationPresent(Scheduled.class);
    }

    /** Whether it is a request. */
    static boolean asks(Method method) {
        return method.isAnnotationPresent(RequestTo.class);
    }

    /** Whether it has any of them, but for those of a request. */
    static boolean isMarked(Method method) {
        return listens(method) || isScheduled(method) || has(method, AUXILIARY);
    }

    /** Those that say more about a listener, as people write them; empty for none. */
    static String auxiliaries(Method method) {
        return AUXILIARY.stream()
                .filter(method::isAnnotationPresent)
                .map(type -> '@' + type.getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private static boolean has(Method method, List<Class<? extends Annotation>> types) {
        return types.stream().anyMatch(method::isAnnotationPresent);
    }

    /** Whether anything of a class is meant for this room. */
    static boolean isAnyIn(Class<?> type) {
        BeanMethods methods = BeanMethods.of(type);
        return Stream.concat(
                        methods.all().stream(),
                        methods.faces().stream().flatMap(face -> Arrays.stream(face.getDeclaredMethods())))
                .anyMatch(method -> isMarked(method) || asks(method));
    }
}
