// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.pipeline.Aggregation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Items of one key that wait for more. Owner: the lane. */
final class Group {

    private final String key;
    private final String id;
    private final long since;
    private final TraceContext trace;
    private final List<Object> items = new ArrayList<>();
    private final List<Root> roots = new ArrayList<>();

    /**
     * A group without items.
     *
     * @param id    tells it from all other groups, of the same key too
     * @param since when its first item came, in milliseconds
     */
    Group(String key, String id, long since, TraceContext trace) {
        this.key = key;
        this.id = id;
        this.since = since;
        this.trace = trace;
    }

    String key() {
        return key;
    }

    String id() {
        return id;
    }

    long since() {
        return since;
    }

    TraceContext trace() {
        return trace;
    }

    /** The items in their order; a view. */
    List<Object> items() {
        return Collections.unmodifiableList(items);
    }

    List<Root> roots() {
        return roots;
    }

    int size() {
        return items.size();
    }

    void add(Object item) {
        items.add(item);
    }

    /** Whether one of the limits but time is reached. */
    boolean isFull(Aggregation<Object, Object> how) {
        Predicate<? super List<Object>> until = how.until();
        return (how.maxItems() > 0 && items.size() >= how.maxItems()) || (until != null && until.test(items()));
    }

    /** Whether its time is over. */
    boolean isDue(Aggregation<Object, Object> how, long now) {
        return how.within() != null && now - since >= how.within().toMillis();
    }
}
