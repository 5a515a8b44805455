// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.stream.ReaderOptions;
import io.ternmq.pattern.listen.ListenerSpec.Source;
import io.ternmq.selector.Selector;
import io.ternmq.selector.SelectorSyntaxException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where the messages of one method come from. One thread. */
final class Sources {

    /**
     * One place.
     *
     * @param source  where messages come from
     * @param timeout for one attempt, as the annotation says
     */
    record Place(Source source, String timeout) {}

    private final Method method;
    private final Texts texts;
    private final Site site;
    private final @Nullable String selector;
    private final @Nullable String subscription;
    private final boolean durable;
    private final boolean shared;

    Sources(Method method, Texts texts, Site site) {
        this.method = method;
        this.texts = texts;
        this.site = site;
        this.selector = selector(method.getAnnotation(MessageSelector.class));
        this.subscription = subscription(method.getAnnotation(SubscriptionName.class));
        this.durable = method.isAnnotationPresent(DurableSubscription.class);
        this.shared = method.isAnnotationPresent(Shared.class);
    }

    /** Each of them that is not wrong. */
    List<Place> read() {
        TopicListener[] topics = method.getAnnotationsByType(TopicListener.class);
        QueueListener[] queues = method.getAnnotationsByType(QueueListener.class);
        List<Place> places = new ArrayList<>();
        for (TopicListener topic : topics) {
            add(places, topic(topic), topic.concurrency(), topic.timeout());
        }
        for (QueueListener queue : queues) {
            String name = texts.of(queue.value(), site);
            Channel channel = name == null ? null : Places.queue("@QueueListener", name, site);
            add(places, channel, queue.concurrency(), queue.timeout());
        }
        if (topics.length == 0) {
            checkQueueOnly();
        } else {
            checkSubscription(topics);
        }
        return places;
    }

    private void add(List<Place> places, @Nullable Channel channel, int concurrency, String timeout) {
        if (concurrency < 1) {
            site.fault(
                    "concurrency = " + concurrency + ": nothing would ever be handled.", "Write 1 or more.");
        }
        if (channel == null) {
            return;
        }
        boolean isQueue = channel.isQueue();
        Source source = new Source(
                channel,
                selector,
                isQueue ? null : subscription,
                !isQueue && durable,
                !isQueue && shared,
                concurrency);
        checkReader(source);
        places.add(new Place(source, timeout));
    }

    private @Nullable Channel topic(TopicListener topic) {
        String name = texts.of(topic.value(), site);
        String replay = texts.of(topic.replay(), site);
        return name == null || replay == null ? null : Places.topic(name, replay, site);
    }

    private @Nullable String selector(@Nullable MessageSelector annotation) {
        String text = annotation == null ? null : texts.ofAny(annotation.value(), site);
        if (text == null) {
            return null;
        }
        try {
            return Selector.parse(text).text();
        } catch (SelectorSyntaxException e) {
            site.fault(
                    "@MessageSelector is wrong. " + e.getMessage(),
                    "\nWrite a condition on headers and properties, such as magnitude >= 4.5 AND region = 'EU'.");
            return null;
        }
    }

    private @Nullable String subscription(@Nullable SubscriptionName annotation) {
        if (annotation == null) {
            return null;
        }
        String name = texts.of(annotation.value(), site);
        if (name != null && name.isBlank()) {
            site.fault("@SubscriptionName is blank.", "Write a name of letters, digits, _, . and -.");
        }
        return name;
    }

    private void checkQueueOnly() {
        if (durable || shared || method.isAnnotationPresent(SubscriptionName.class)) {
            String word = durable ? "@DurableSubscription" : shared ? "@Shared" : "@SubscriptionName";
            site.fault(
                    word + " is for topics: everybody who takes from a queue shares it, and it lasts anyway.",
                    "Leave it out, or write @TopicListener.");
        }
    }

    private void checkSubscription(TopicListener... topics) {
        boolean isNamed = method.isAnnotationPresent(SubscriptionName.class);
        if (!isNamed && (durable || shared)) {
            site.fault(
                    (durable ? "@DurableSubscription" : "@Shared") + " needs a name for the subscription.",
                    "Add @SubscriptionName(\"…\").");
        }
        if (isNamed && !durable && !shared) {
            site.fault(
                    "@SubscriptionName alone says nothing: a subscription that is neither durable nor shared has no"
                            + " name.",
                    "Add @DurableSubscription or @Shared, or leave @SubscriptionName out.");
        }
        for (TopicListener topic : topics) {
            if (durable && !shared && topic.concurrency() > 1) {
                site.fault(
                        "A durable subscription that is not shared is for one consumer, and concurrency is "
                                + topic.concurrency() + '.',
                        "Add @Shared, or write concurrency = 1.");
            }
        }
    }

    /** Options of a stream's reader that do not go together with the rest. */
    private void checkReader(Source source) {
        ReaderOptions options = Places.options(source.channel());
        if (options == null) {
            return;
        }
        String name = source.subscription();
        if (name != null && (options.group() != null || options.isUnacknowledged())) {
            String word = options.group() == null ? "noAck" : "group";
            site.fault(
                    "Over a stream the subscription " + name + " is the group, to which the option '" + word
                            + "' does not fit.",
                    "Leave the option '" + word + "' out, or the subscription.");
        }
        if (name == null && options.group() == null && source.concurrency() > 1 && options.isUnacknowledged()) {
            site.fault(
                    "Several readers share a stream by a group, and noAck is for readers without one.",
                    "Write concurrency = 1, or leave noAck out.");
        }
    }
}
