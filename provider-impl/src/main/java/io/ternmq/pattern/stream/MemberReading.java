// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.stream.CommitMode;
import io.ternmq.api.pattern.stream.GroupHandle;
import io.ternmq.api.pattern.stream.GroupHandler;
import io.ternmq.api.pattern.stream.GroupReading;
import io.ternmq.api.pattern.stream.StreamPosition;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Describes members of a group. One thread. */
final class MemberReading<E> implements GroupReading<E> {

    private final Source<E> source;
    private MemberPlan plan;

    MemberReading(Source<E> source, String group) {
        if (group.isBlank() || group.indexOf('&') >= 0) {
            throw new IllegalArgumentException("The name of a group is not blank and has no '&': '" + group + "'");
        }
        this.source = source;
        this.plan = new MemberPlan(
                group, new StreamPosition.Earliest(), CommitMode.AUTO, 1, null, ErrorPolicy.DEFAULT);
    }

    /**
     * What members are told.
     *
     * @param group    name of the group
     * @param begin    where a new group begins
     * @param mode     who commits
     * @param members  how many there are
     * @param selector what to select, or null
     * @param policy   what happens when the handler fails
     */
    record MemberPlan(
            String group,
            StreamPosition begin,
            CommitMode mode,
            int members,
            @Nullable String selector,
            ErrorPolicy policy) {

        String options() {
            String options = "group=" + group + "&replay=" + begin;
            return mode == CommitMode.MANUAL ? options + "&commit=manual" : options;
        }
    }

    @Override
    public GroupReading<E> from(StreamPosition position) {
        plan = new MemberPlan(plan.group, position, plan.mode, plan.members, plan.selector, plan.policy);
        return this;
    }

    @Override
    public GroupReading<E> commit(CommitMode mode) {
        plan = new MemberPlan(plan.group, plan.begin, mode, plan.members, plan.selector, plan.policy);
        return this;
    }

    @Override
    public GroupReading<E> concurrency(int members) {
        if (members < 1) {
            throw new IllegalArgumentException("A group has 1 member or more here, not " + members);
        }
        plan = new MemberPlan(plan.group, plan.begin, plan.mode, members, plan.selector, plan.policy);
        return this;
    }

    @Override
    public GroupReading<E> selector(String expression) {
        plan = new MemberPlan(plan.group, plan.begin, plan.mode, plan.members, expression, plan.policy);
        return this;
    }

    @Override
    public GroupReading<E> errorPolicy(ErrorPolicy policy) {
        plan = new MemberPlan(plan.group, plan.begin, plan.mode, plan.members, plan.selector, policy);
        return this;
    }

    @Override
    public GroupHandle handler(GroupHandler<E> handler) {
        try {
            return Members.open(source, plan, handler);
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }
}
