// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.Gather;
import io.ternmq.api.pattern.request.Gathered;
import io.ternmq.api.pattern.request.Until;
import io.ternmq.pattern.Refusals;
import jakarta.jms.JMSException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A question to many that is put together. */
public final class GatherPlan<R> implements Gather<R> {

    private final ReplyDesk desk;
    private final Channel channel;
    private final Object body;
    private final PayloadType<R> type;
    private final Set<String> names = new LinkedHashSet<>();

    /** A question to whoever listens to a channel. */
    public GatherPlan(ReplyDesk desk, Channel channel, Object body, PayloadType<R> type) {
        this.desk = desk;
        this.channel = channel;
        this.body = body;
        this.type = type;
    }

    @Override
    public Gather<R> expecting(String... responders) {
        names.addAll(List.of(responders));
        return this;
    }

    @Override
    public CompletableFuture<Gathered<R>> until(Until condition) {
        Gathering<R> gathering = new Gathering<>(desk, desk.nextCorrelation(), type, tallyFor(condition));
        try {
            ReplyRoute route = desk.route();
            gathering.waitAt(route, desk.deadlineAfter(condition.limit()));
            desk.ask(
                    Questions.of(channel, body, condition.limit(), false), gathering.correlation(), route, gathering);
        } catch (JMSException e) {
            gathering.onLost(Refusals.of("Asking " + channel, e));
        } catch (RuntimeException e) {
            gathering.fail(e);
        }
        return gathering;
    }

    private Tally<R> tallyFor(Until condition) {
        int count = condition.count();
        if (count == 0 && condition.rule() != Until.Rule.TIME) {
            if (names.isEmpty()) {
                throw new ProviderException(
                        ErrorCode.INVALID_SETTING,
                        condition.rule() + " needs to know how many answer: give it a number, or say expecting(...)");
            }
            count = names.size();
        }
        return new Tally<>(condition.rule(), count, names);
    }
}
