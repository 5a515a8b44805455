// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import io.ternmq.api.listen.Declaration;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An observer of the messages of a topic.
 *
 * @param owner      class of its bean
 * @param method     its name
 * @param topic      the topic or pattern
 * @param type       of the events
 * @param qualifiers all of the observed event
 * @param isAsync    whether it observes asynchronous events
 */
record Watcher(
        Class<?> owner, String method, String topic, Type type, Set<Annotation> qualifiers, boolean isAsync) {

    /** What one subscription is for. */
    record Key(String topic, Type type) {}

    /** The observer method, when it is one of a topic. */
    static Optional<Watcher> of(ProcessObserverMethod<?, ?> event) {
        ObserverMethod<?> observer = event.getObserverMethod();
        return EventBridge.fromTopic(observer.getObservedQualifiers()).map(from -> new Watcher(
                observer.getBeanClass(),
                nameOf(event),
                from.value(),
                observer.getObservedType(),
                observer.getObservedQualifiers(),
                observer.isAsync()));
    }

    private static String nameOf(ProcessObserverMethod<?, ?> event) {
        if (event instanceof ProcessSyntheticObserverMethod) {
            return "observer";
        }
        AnnotatedMethod<?> method = event.getAnnotatedMethod();
        return method.getJavaMember().getName();
    }

    /** Those that share a subscription, in the order in which they were found. */
    static Map<Key, List<Watcher>> groups(List<Watcher> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        watcher -> new Key(watcher.topic, watcher.type), LinkedHashMap::new, Collectors.toList()));
    }

    Declaration declaration(Topics topics) {
        String name = owner.getSimpleName() + '.' + method;
        return new Declaration(
                name, Declaration.Direction.RECEIVES, topics.channel(topic), type, null, null, null);
    }
}
