// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.work.Leases;
import io.ternmq.api.pattern.work.MissedRuns;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.client.ClientConnection;
import io.ternmq.client.session.LeaseLine;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TernDestination;
import io.ternmq.jms.message.Messages;
import io.ternmq.jms.message.ObjectFilter;
import io.ternmq.jms.message.Stamp;
import io.ternmq.jms.message.TernMessage;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.CancelSchedule;
import io.ternmq.protocol.ListSchedules;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.ScheduleState;
import io.ternmq.protocol.Terms;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schedules and leases of a connection. Any thread may call. */
final class BrokerWork implements WorkAccess {

    private static final int PAGE = 100;

    private final ClientConnection core;
    private final ObjectFilter filter;

    BrokerWork(ClientConnection core, ObjectFilter filter) {
        this.core = core;
        this.filter = filter;
    }

    @Override
    public ScheduleView schedule(ScheduleSpec spec, Destination destination, Message message) throws JMSException {
        TernMessage ours = Messages.from(message);
        Stamp stamp = stamp(TernDestination.addressOf(destination), message);
        FrozenMessage frozen = Calls.get(() -> ours.freeze(stamp));
        return Calls.get(() -> {
            Reply reply = core.call(new PutSchedule(terms(spec), frozen));
            if (reply instanceof Reply.Schedules schedules && schedules.schedules().size() == 1) {
                return view(schedules.schedules().get(0));
            }
            throw new ProviderException(ErrorCode.INTERNAL, "The broker did not answer with the schedule.");
        });
    }

    /** The end of life counts from the time stamp if there is one, else from now. */
    private Stamp stamp(Address to, Message message) throws JMSException {
        long now = core.time().millis();
        long from = message.getJMSTimestamp() == 0 ? now : message.getJMSTimestamp();
        long end = message.getJMSExpiration();
        return new Stamp(
                new MessageId(core.nextProducer(), 1),
                to,
                message.getJMSDeliveryMode() != DeliveryMode.NON_PERSISTENT,
                message.getJMSPriority(),
                now,
                end == 0 ? 0 : now + Math.max(1, end - from),
                0);
    }

    @Override
    public List<ScheduleView> schedules(String prefix) throws JMSException {
        return Calls.get(() -> {
            List<ScheduleView> found = new ArrayList<>();
            String after = "";
            boolean isMore = true;
            while (isMore) {
                Reply.Schedules page = page(prefix, after);
                page.schedules().forEach(state -> found.add(view(state)));
                isMore = page.isMore();
                after = found.isEmpty() ? "" : found.get(found.size() - 1).spec().name();
            }
            return found;
        });
    }

    private Reply.Schedules page(String prefix, String after) {
        if (core.call(new ListSchedules(prefix, after, PAGE)) instanceof Reply.Schedules page) {
            return page;
        }
        throw new ProviderException(ErrorCode.INTERNAL, "The broker did not answer with schedules.");
    }

    @Override
    public boolean cancelSchedule(String name) throws JMSException {
        return Calls.get(() -> isFound(new CancelSchedule(name)));
    }

    @Override
    public boolean runSchedule(String name) throws JMSException {
        return Calls.get(() -> isFound(new RunSchedule(name)));
    }

    private boolean isFound(Request request) {
        try {
            core.call(request);
            return true;
        } catch (ProviderException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Leases leases(String queue, @Nullable String selector, Duration lease) throws JMSException {
        if (lease.toMillis() < 1) {
            throw JmsExceptions.of(ErrorCode.INVALID_SETTING, "A lease lasts 1 ms or more, not " + lease + '.');
        }
        Address address = Address.queue(queue);
        String wanted = Subscriptions.selectorOf(selector);
        return Calls.get(() -> new TernLeases(
                () -> LeaseLine.open(core, address, wanted, lease.toMillis()), filter));
    }

    private static Terms terms(ScheduleSpec spec) {
        Instant at = spec.at();
        return new Terms(
                spec.name(),
                at == null ? 0 : Math.max(1, at.toEpochMilli()),
                spec.cron(),
                spec.zone().getId(),
                switch (spec.missed()) {
                    case RUN_ONCE -> Missed.RUN_ONCE;
                    case RUN_ALL -> Missed.RUN_ALL;
                    case SKIP -> Missed.SKIP;
                });
    }

    private static ScheduleView view(ScheduleState state) {
        Terms terms = state.terms();
        MissedRuns missed = switch (terms.missed()) {
            case RUN_ONCE -> MissedRuns.RUN_ONCE;
            case RUN_ALL -> MissedRuns.RUN_ALL;
            case SKIP -> MissedRuns.SKIP;
        };
        Instant at = terms.cron() == null ? Instant.ofEpochMilli(terms.atMillis()) : null;
        ScheduleSpec spec = new ScheduleSpec(terms.name(), at, terms.cron(), ZoneId.of(terms.zone()), missed);
        Address to = state.destination();
        Channel channel = to.isQueue() ? Channel.queue(to.name()) : Channel.topic(to.name());
        return new ScheduleView(spec, channel, moment(state.nextMillis()), moment(state.lastMillis()), state.runs());
    }

    private static @Nullable Instant moment(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
