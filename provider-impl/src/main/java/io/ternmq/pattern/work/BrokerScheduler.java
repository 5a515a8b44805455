// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.pattern.MessageForms;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Schedules of the broker, with typed messages. Any thread. */
public final class BrokerScheduler implements Scheduler {

    private static final String WHAT = "A schedule";

    private final Desk desk;

    /** Schedules over the shared connection. */
    public BrokerScheduler(Toolbox tools) {
        this.desk = new Desk(tools);
    }

    @Override
    public ScheduleView schedule(ScheduleSpec spec, Outgoing<?> message) {
        WorkAccess access = desk.access(WHAT);
        return desk.with(WHAT, Session.AUTO_ACKNOWLEDGE, session -> {
            MessageForms forms = desk.tools().forms();
            Message form = forms.write(session, message);
            stamp(form, message);
            return access.schedule(spec, forms.destination(session, message.channel()), form);
        });
    }

    /** Says by headers what otherwise a producer says. */
    private void stamp(Message form, Outgoing<?> message) throws JMSException {
        form.setJMSPriority(message.priority());
        form.setJMSDeliveryMode(message.isPersistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
        long life = message.timeToLive().toMillis();
        if (life > 0) {
            long now = desk.tools().time().millis();
            form.setJMSTimestamp(now);
            form.setJMSExpiration(now + life);
        }
    }

    @Override
    public ScheduleView in(String name, Duration delay, Channel channel, Object body) {
        desk.access(WHAT); // nothing has a clock before the connection stands
        return at(name, Instant.ofEpochMilli(desk.tools().time().millis()).plus(delay), channel, body);
    }

    @Override
    public List<ScheduleView> list(String prefix) {
        WorkAccess access = desk.access(WHAT);
        return Desk.ask(WHAT, () -> access.schedules(prefix));
    }

    @Override
    public boolean cancel(String name) {
        WorkAccess access = desk.access(WHAT);
        return Desk.ask(WHAT, () -> access.cancelSchedule(name));
    }

    @Override
    public boolean runNow(String name) {
        WorkAccess access = desk.access(WHAT);
        return Desk.ask(WHAT, () -> access.runSchedule(name));
    }
}
