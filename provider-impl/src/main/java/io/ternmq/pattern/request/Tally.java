// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.request.Gathered;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.api.pattern.request.Until;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was gathered so far. Owner: the {@link Gathering}, under its lock. When names were declared, {@link
 * Until.Rule#ALL} without a number waits for these names, and what others say is gathered but does not count.
 */
final class Tally<R> {

    private final Until.Rule rule;
    private final int count;
    private final Set<String> missing;
    private final boolean byName;
    private final List<Incoming<R>> replies = new ArrayList<>();
    private final List<RemoteFailureException> failures = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param count how many answers the rule is about
     * @param names who was declared
     */
    Tally(Until.Rule rule, int count, Set<String> names) {
        this.rule = rule;
        this.count = count;
        this.missing = new LinkedHashSet<>(names);
        this.byName = !names.isEmpty() && names.size() == count;
    }

    void add(Incoming<R> reply) {
        replies.add(reply);
        heard(reply.source());
    }

    void add(RemoteFailureException failure) {
        failures.add(failure);
        heard(failure.responder());
    }

    private void heard(@Nullable String name) {
        if (name != null) {
            missing.remove(name);
        }
    }

    /** Whether the condition is met. */
    boolean isMet() {
        return switch (rule) {
            case ALL -> byName ? missing.isEmpty() : replies.size() + failures.size() >= count;
            case FIRST -> replies.size() >= count;
            case QUORUM -> replies.size() >= majority();
            case TIME -> false;
        };
    }

    /** Whether the condition cannot be met any more. */
    boolean isHopeless() {
        return rule == Until.Rule.QUORUM && count - failures.size() < majority();
    }

    private int majority() {
        return count / 2 + 1;
    }

    Gathered<R> result() {
        boolean complete = rule == Until.Rule.TIME ? missing.isEmpty() : isMet();
        return new Gathered<>(replies, failures, List.copyOf(missing), complete);
    }
}
