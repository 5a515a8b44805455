// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.stream.Appended;
import io.ternmq.api.pattern.stream.CommitMode;
import io.ternmq.api.pattern.stream.GroupHandle;
import io.ternmq.api.pattern.stream.GroupHandler;
import io.ternmq.api.pattern.stream.GroupView;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.pattern.Crew;
import io.ternmq.pattern.Handling;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Workers;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/**
 * Members of a group, each a lane with a transacted session: that a dead letter is written and that the group is done
 * with the event is one transaction, and rolling back is what gives an event back. The price is a commit for each
 * event, which the broker gathers from all members. A group that commits by hand uses the same sessions; there, their
 * commits only say that an event was taken. Any thread may steer.
 */
final class Members<E> implements GroupHandle {

    private final Source<E> source;
    private final MemberReading.MemberPlan plan;
    private final GroupHandler<E> handler;
    private final Toolbox tools;
    private final Handling<E> handling;
    private final Crew crew;

    private Members(Source<E> source, MemberReading.MemberPlan plan, GroupHandler<E> handler) {
        this.source = source;
        this.plan = plan;
        this.handler = handler;
        this.tools = source.tools();
        this.handling = new Handling<>(tools, Handling.Spec.of(source.type(), source.channel())
                .withSubscription(plan.group())
                .withPolicy(plan.policy()));
        this.crew = new Crew(
                tools, "Group '" + plan.group() + "' of " + source.channel(), plan.members(), this::join);
    }

    static <E> GroupHandle open(Source<E> source, MemberReading.MemberPlan plan, GroupHandler<E> handler)
            throws JMSException {
        Members<E> members = new Members<>(source, plan, handler);
        members.tools.keep(members);
        try {
            members.crew.open();
        } catch (JMSException | RuntimeException e) {
            members.close();
            throw e;
        }
        return members;
    }

    private Workers.Lane join() throws JMSException {
        Session session = tools.session(Session.SESSION_TRANSACTED);
        try {
            MessageConsumer consumer = session.createConsumer(
                    tools.forms().destination(session, source.channel(plan.options())), plan.selector());
            return tools.workers().drive(session, consumer, message -> onMessage(message, session));
        } catch (JMSException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void onMessage(Message message, Session session) {
        try {
            Handling.Outcome outcome = handling.handle(message, session, this::hand);
            if (outcome == Handling.Outcome.STOPPED) {
                pause();
            }
        } catch (JMSException e) {
            throw Refusals.of(e);
        }
    }

    private void hand(Incoming<E> event) throws Exception {
        int partition = Math.toIntExact(number(event, MessageProperties.PARTITION));
        handler.handle(new Delivery<>(event, partition, number(event, MessageProperties.VERSION), this::commit));
    }

    private static long number(Incoming<?> event, String property) throws JMSException {
        Message message = event.message();
        return message.propertyExists(property) ? message.getLongProperty(property) : Appended.UNKNOWN;
    }

    private void commit(int partition, long offset) {
        if (plan.mode() == CommitMode.AUTO) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "Group '" + name()
                    + "' commits by itself when the handler returns: open it with commit(CommitMode.MANUAL) to do it");
        }
        source.tell(access -> access.commit(source.name(), name(), partition, offset + 1));
    }

    @Override
    public String name() {
        return plan.group();
    }

    @Override
    public GroupView view() {
        return source.view().groups().stream()
                .filter(group -> group.name().equals(name()))
                .findFirst()
                .orElseThrow(() -> new ProviderException(
                        ErrorCode.NOT_FOUND, "Stream '" + source.name() + "' has no group '" + name() + "' any more"));
    }

    @Override
    public void seek(StreamPosition position) {
        source.tell(access -> access.seek(source.name(), name(), position));
    }

    @Override
    public void pause() {
        crew.pause();
    }

    @Override
    public void resume() {
        crew.resume();
    }

    @Override
    public boolean isPaused() {
        return crew.isPaused();
    }

    @Override
    public HandlingMetrics metrics() {
        return handling.metrics();
    }

    @Override
    public void close() {
        tools.release(this);
        handling.end();
        crew.close();
    }
}
