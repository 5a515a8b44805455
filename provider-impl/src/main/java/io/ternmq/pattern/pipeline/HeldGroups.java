// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.pipeline.Aggregation;
import io.ternmq.pattern.DeadLetterBox;
import io.ternmq.pattern.DeadLetterBox.Why;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Groups whose items wait in a queue. An item is moved there in the transaction that consumes it, with the name of its
 * group; a group that is complete is taken out in the one transaction that sends what became of it. Memory only mirrors
 * the queue and is made from it when a run begins. Owner: the lane.
 */
final class HeldGroups implements Operator {

    private static final String GROUP = "PipelineGroup";
    private static final String KEY = "PipelineKey";
    private static final String SINCE = "PipelineSince";
    private static final long PATIENCE_MILLIS = 5_000;
    private static final long AGAIN_MILLIS = 1_000;

    private final Aggregation<Object, Object> how;
    private final Lane lane;
    private final Channel held;
    private final GroupTable table;
    private final List<Group> unsent = new ArrayList<>();
    private final Visit visit = new Visit();
    private @Nullable Station station;
    private @Nullable Post post;

    HeldGroups(Aggregation<Object, Object> how, Lane lane) {
        this.how = how;
        this.lane = lane;
        Run run = lane.run();
        this.held = Channel.queue("pipeline." + run.pipeline() + "."
                + run.stageOf(lane.section()).name() + ".held");
        this.table = new GroupTable(how, lane, this::emitDue);
    }

    @Override
    public Object work(Object item) {
        return how.key().apply(item);
    }

    @Override
    public void pass(Object item, Object result, Station here, Visit with) {
        String key = (String) result;
        Group known = table.find(key);
        Group group = known == null ? begin(key, with.trace()) : known;
        Map<String, Object> headers = Map.of(GROUP, group.id(), KEY, key, SINCE, group.since());
        with.outbox().add(new Outbox.Parcel(held, item, null, headers, with.trace(), null));
        with.outbox().afterwards(() -> moved(group, item, here));
    }

    private Group begin(String key, TraceContext trace) {
        return new Group(key, UUID.randomUUID().toString(), lane.run().time().millis(), trace);
    }

    private void moved(Group group, Object item, Station here) {
        add(group, item, here);
        if (isFull(group, item, here)) {
            table.remove(group);
            emit(group, here);
        }
    }

    private void add(Group group, Object item, Station here) {
        if (table.find(group.key()) != group) {
            table.put(group);
        }
        group.add(item);
        here.tally().held(1);
    }

    private boolean isFull(Group group, Object item, Station here) {
        try {
            return Boolean.TRUE.equals(here.attempt(given -> group.isFull(how), item));
        } catch (StageFailure e) {
            lane.settle(e, null);
            return false;
        }
    }

    /** Mirrors what is in the queue, and lets go what is complete already. */
    void restore(Station here) {
        station = here;
        try {
            browse(here);
        } catch (JMSException e) {
            throw lane.run().refused(held + " could not be read", e);
        }
        for (Group group : table.all()) {
            if (isFull(group, group.items(), here)) {
                table.remove(group);
                emit(group, here);
            }
        }
        emitDue();
    }

    private void browse(Station here) throws JMSException {
        Run run = lane.run();
        PayloadType<?> type = run.typeInto(lane.section());
        Map<String, Group> groups = new HashMap<>();
        try (Session session = run.tools().session(Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser =
                        session.createBrowser((Queue) run.tools().forms().destination(session, held))) {
            for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); ) {
                Message raw = (Message) all.nextElement();
                Incoming<?> message = run.tools().forms().read(raw, type);
                Group group = groups.computeIfAbsent(raw.getStringProperty(GROUP), id -> mirror(id, message));
                add(group, message.body(), here);
            }
        }
    }

    private static Group mirror(String id, Incoming<?> first) {
        Object since = first.headers().get(SINCE);
        Object key = first.headers().get(KEY);
        return new Group(String.valueOf(key), id, Long.parseLong(String.valueOf(since)), first.trace());
    }

    private void emitDue() {
        Station here = station;
        if (here != null) {
            table.takeDue().forEach(group -> emit(group, here));
        }
    }

    private void emitAgain() {
        List<Group> again = List.copyOf(unsent);
        unsent.clear();
        Station here = station;
        if (here != null) {
            again.forEach(group -> emit(group, here));
        }
    }

    private void emit(Group group, Station here) {
        try {
            Post open = post();
            List<Message> messages = take(group, open.session());
            if (become(group, here, open, messages)) {
                here.tally().held(-group.size());
            } else {
                later(group);
            }
        } catch (JMSException | RuntimeException e) {
            visit.outbox().clear();
            dropPost(e);
            lane.run().trouble("a group of " + held + " could not go on, and is tried again", e);
            later(group);
        }
    }

    private void later(Group group) {
        unsent.add(group);
        if (unsent.size() == 1) {
            lane.run().time().schedule(
                    lane.run().time().millis() + AGAIN_MILLIS, () -> lane.execute(this::emitAgain));
        }
    }

    /** Takes the messages of a group, within the transaction. */
    private List<Message> take(Group group, Session session) throws JMSException {
        List<Message> messages = new ArrayList<>();
        Queue queue = (Queue) lane.run().tools().forms().destination(session, held);
        try (MessageConsumer consumer = session.createConsumer(queue, GROUP + " = '" + group.id() + "'")) {
            for (int i = 0; i < group.size(); i++) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                    throw new JMSException("Only " + i + " of " + group.size() + " items of group '" + group.key()
                            + "' are in " + held);
                }
                messages.add(message);
            }
        }
        return messages;
    }

    /** Sends what becomes of a group, and ends the transaction; false when the group stays. */
    private boolean become(Group group, Station here, Post open, List<Message> messages) throws JMSException {
        visit.begin(null, group.key(), group.trace());
        try {
            Object result = here.attempt(items -> how.become().apply(group.items()), group.items());
            if (result != null) {
                here.emit(0, result, visit);
            }
        } catch (StageFailure e) {
            visit.outbox().clear();
            return fail(e, open, messages);
        }
        open.send(visit.outbox());
        open.commit(visit.outbox());
        return true;
    }

    private boolean fail(StageFailure failure, Post open, List<Message> messages) throws JMSException {
        Run run = lane.run();
        if (failure.then() == ErrorPolicy.Then.DEAD_LETTER && !run.pauses().isEnded()) {
            DeadLetterBox box = ((ChannelLane) lane).deadLetters();
            for (Message message : messages) {
                box.take(message, open.session(), Why.failed(failure.attempts(), failure.why()).in(failure.stage()));
            }
            open.session().commit();
            run.report(run.describe(failure, "the messages of its group went to the dead-letter queue"));
            return true;
        }
        if (failure.then() == ErrorPolicy.Then.STOP) {
            run.stop();
        }
        open.session().rollback();
        run.report(run.describe(failure, "its group waits and is tried again"));
        return false;
    }

    private Post post() throws JMSException {
        Post open = post;
        if (open == null) {
            open = new Post(lane.run().tools(), lane.run().tools().session(Session.SESSION_TRANSACTED));
            post = open;
        }
        return open;
    }

    private void dropPost(Throwable why) {
        Post open = post;
        post = null;
        if (open != null) {
            Post.rollBack(open.session(), why);
            Post.closeQuietly(open.session(), lane.run());
        }
    }

    /** Nothing will be due any more; groups stay in their queue. */
    void close() {
        table.disarm();
        Post open = post;
        post = null;
        if (open != null) {
            Post.closeQuietly(open.session(), lane.run());
        }
    }
}
