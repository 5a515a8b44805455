// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.pipeline.Aggregation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups in memory. Owner: the lane. */
final class Groups implements Operator {

    private final Aggregation<Object, Object> how;
    private final Lane lane;
    private final GroupTable table;
    private @Nullable Station station;
    private @Nullable Visit visit;

    Groups(Aggregation<Object, Object> how, Lane lane) {
        this.how = how;
        this.lane = lane;
        this.table = new GroupTable(how, lane, this::emitDue);
    }

    @Override
    public Object work(Object item) {
        return how.key().apply(item);
    }

    @Override
    public void pass(Object item, Object result, Station here, Visit with) throws StageFailure {
        this.station = here;
        this.visit = with;
        Group group = group((String) result, with);
        Root root = with.root();
        if (root != null) {
            root.hold();
            group.roots().add(root);
        }
        group.add(item);
        here.tally().held(1);
        if (Boolean.TRUE.equals(here.attempt(given -> group.isFull(how), item))) {
            table.remove(group);
            emit(group, here, with);
        }
    }

    private Group group(String key, Visit with) {
        Group group = table.find(key);
        if (group == null) {
            group = new Group(key, key, lane.run().time().millis(), with.trace());
            table.put(group);
        }
        return group;
    }

    private void emitDue() {
        emitAll(table.takeDue());
    }

    /** Lets all groups go on as they are, or leaves them out. */
    void emitPartial() {
        List<Group> partial = table.all();
        partial.forEach(table::remove);
        if (how.emitsPartial()) {
            emitAll(partial);
        } else {
            partial.forEach(group -> group.roots().forEach(lane::letGoLater));
        }
    }

    private void emitAll(List<Group> over) {
        Station here = station;
        Visit with = visit;
        if (here != null && with != null) {
            over.forEach(group -> emit(group, here, with));
        }
    }

    private void emit(Group group, Station here, Visit with) {
        Root before = with.root();
        String keyBefore = with.key();
        TraceContext traceBefore = with.trace();
        int sizeBefore = with.outbox().size();
        Root root = new Root(group.roots());
        with.begin(root, group.key(), group.trace());
        try {
            Object result = here.attempt(items -> how.become().apply(group.items()), group.items());
            if (result != null) {
                here.emit(0, result, with);
            }
        } catch (StageFailure e) {
            with.outbox().cutTo(sizeBefore);
            lane.settle(e, root);
        } finally {
            with.begin(before, keyBefore, traceBefore);
            here.tally().held(-group.size());
            lane.letGoLater(root);
        }
    }

    /** Nothing will be due any more. */
    void close() {
        table.disarm();
    }
}
