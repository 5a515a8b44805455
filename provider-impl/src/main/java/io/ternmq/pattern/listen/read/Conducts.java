// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.pattern.Channel;
import io.ternmq.pattern.listen.ListenerSpec.Batching;
import io.ternmq.pattern.listen.ListenerSpec.Conduct;
import io.ternmq.pattern.listen.ListenerSpec.Ordering;
import io.ternmq.pattern.listen.Retrying;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how the messages of one method are handled. One thread. */
final class Conducts {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final String GRAVES = "DLQ.";
    private static final int LARGEST_BATCH = 100_000;

    private final Method method;
    private final Texts texts;
    private final Site site;
    private final Retrying retrying;
    private final @Nullable Channel deadLetters;
    private final @Nullable Batching batching;
    private final @Nullable Ordering ordering;

    Conducts(Method method, Texts texts, Site site) {
        this.method = method;
        this.texts = texts;
        this.site = site;
        this.retrying = retrying(method.getAnnotation(Retry.class));
        this.deadLetters = deadLetters(method.getAnnotation(DeadLetter.class));
        this.batching = batching(method.getAnnotation(Batch.class));
        this.ordering = ordering(method.getAnnotation(Ordered.class));
    }

    /**
     * How messages of one place are handled.
     *
     * @param timeout     as the annotation says
     * @param channel     where they come from
     * @param concurrency of this place
     */
    Conduct read(String timeout, Channel channel, int concurrency) {
        if (channel.equals(deadLetters)) {
            site.fault(
                    "@DeadLetter names " + channel + ", from which the messages come: they would go round for ever.",
                    "Name another queue, or leave @DeadLetter out for DLQ." + channel.name() + '.');
        }
        if (deadLetters == null && channel.isQueue() && channel.name().startsWith(GRAVES)) {
            site.fault(
                    "It takes dead letters, and without @DeadLetter what fails again goes to " + channel
                            + " once more: it would go round for ever.",
                    "Add @DeadLetter(\"…\") with another queue.");
        }
        if (ordering != null && concurrency == 1) {
            site.fault(
                    "@Ordered says nothing while concurrency = 1: one message at a time is in order anyway.",
                    "Write concurrency = 2 or more, or leave @Ordered out.");
        }
        Duration limit = timeout.isEmpty() ? null : texts.duration("timeout", timeout, SHORTEST, site);
        return new Conduct(retrying, deadLetters, batching, ordering, limit);
    }

    private Retrying retrying(@Nullable Retry retry) {
        if (retry == null) {
            return Retrying.NEVER;
        }
        range(retry.maxAttempts() >= 1, "maxAttempts = " + retry.maxAttempts(), "1 or more; 1 is no retry");
        range(retry.multiplier() >= 1 && Double.isFinite(retry.multiplier()), "multiplier = " + retry.multiplier(),
                "1.0 or more");
        range(retry.jitter() >= 0 && retry.jitter() <= 1, "jitter = " + retry.jitter(), "0 to 1");
        range(retry.on().length > 0, "on = {}", "the failures that are worth it, or leave on out for all");
        Duration delay = texts.duration("@Retry delay", retry.delay(), Duration.ZERO, site);
        Duration longest = texts.duration("@Retry maxDelay", retry.maxDelay(), Duration.ZERO, site);
        if (delay == null || longest == null) {
            return Retrying.NEVER;
        }
        range(longest.compareTo(delay) >= 0, "maxDelay = " + retry.maxDelay(), "delay = " + retry.delay() + " or more");
        return new Retrying(
                retry.maxAttempts(),
                delay,
                retry.multiplier(),
                longest,
                retry.jitter(),
                List.of(retry.on()),
                List.of(retry.notOn()));
    }

    private void range(boolean isSound, String what, String instead) {
        if (!isSound) {
            site.fault("@Retry " + what + " makes no sense.", "Write " + instead + '.');
        }
    }

    private @Nullable Channel deadLetters(@Nullable DeadLetter annotation) {
        String name = annotation == null ? null : texts.ofAny(annotation.value(), site);
        return name == null ? null : Places.queue("@DeadLetter", name, site);
    }

    private @Nullable Batching batching(@Nullable Batch batch) {
        if (batch == null) {
            return null;
        }
        if (batch.size() < 1 || batch.size() > LARGEST_BATCH) {
            site.fault("@Batch size = " + batch.size() + " is out of range.", "Write 1 to " + LARGEST_BATCH + '.');
        }
        Duration timeout = texts.duration("@Batch timeout", batch.timeout(), SHORTEST, site);
        return timeout == null ? null : new Batching(batch.size(), timeout);
    }

    private @Nullable Ordering ordering(@Nullable Ordered ordered) {
        if (ordered == null) {
            return null;
        }
        if (method.isAnnotationPresent(Batch.class)) {
            site.fault(
                    "@Ordered and @Batch do not go together: a batch is in the order in which its messages came.",
                    "Leave one of the two out.");
        }
        if (ordered.key().isEmpty()) {
            return new Ordering(null);
        }
        if (!PropertyArguments.isName(ordered.key())) {
            site.fault(
                    "@Ordered(key = \"" + ordered.key() + "\") is no name of a property.",
                    "Write the name of a property, or leave key out for the key of the message.");
        }
        return new Ordering(ordered.key());
    }
}
