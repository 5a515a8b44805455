// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.StageAction;
import io.ternmq.api.pattern.pipeline.StageFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

/** The work of each kind of stage. Types were checked where a pipeline is built; here all are objects. */
final class Operators {

    private Operators() {}

    @SuppressWarnings("unchecked")
    static StageFunction<Object, Object> untyped(StageFunction<?, ?> function) {
        return (StageFunction<Object, Object>) function;
    }

    /** One for one. */
    record Transform(StageFunction<Object, Object> function) implements Operator {

        @Override
        public Object work(Object item) throws Exception {
            return function.apply(item);
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) throws StageFailure {
            station.emit(0, result, visit);
        }
    }

    /** All that come, untouched. */
    record Pass() implements Operator {

        @Override
        public Object work(Object item) {
            return item;
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) throws StageFailure {
            station.emit(0, item, visit);
        }

        @Override
        public boolean works() {
            return false;
        }
    }

    /** Some of them. */
    record Filter(StageFunction<Object, Object> keep) implements Operator {

        @Override
        public Object work(Object item) throws Exception {
            return keep.apply(item);
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) throws StageFailure {
            if (Boolean.TRUE.equals(result)) {
                station.emit(0, item, visit);
            } else {
                station.tally().filtered();
            }
        }
    }

    /** Looks at them. */
    record Tap(StageAction<Object> look) implements Operator {

        @Override
        public Object work(Object item) throws Exception {
            look.accept(item);
            return item;
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) throws StageFailure {
            station.emit(0, item, visit);
        }
    }

    /** Takes them to where nothing follows. */
    record Arrive(StageAction<Object> consumer) implements Operator {

        @Override
        public Object work(Object item) throws Exception {
            consumer.accept(item);
            return item;
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) {
            station.tally().out();
        }
    }

    /** Sends them away. */
    record Send(Channel channel) implements Operator {

        @Override
        public Object work(Object item) {
            return item;
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) {
            visit.outbox().add(channel, item, visit, null);
            station.tally().out();
        }

        @Override
        public boolean works() {
            return false;
        }
    }

    /** Lets them go. */
    record Vanish() implements Operator {

        @Override
        public Object work(Object item) {
            return item;
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) {
            station.tally().out();
        }

        @Override
        public boolean works() {
            return false;
        }
    }

    /**
     * Joins them with what is found for them.
     *
     * @param waits whether what is found comes later
     */
    record Enrich(StageFunction<Object, Object> lookup, BiFunction<Object, Object, Object> join, boolean waits)
            implements Operator {

        @Override
        public Object work(Object item) throws Exception {
            Object found = lookup.apply(item);
            return join.apply(item, waits ? awaited((CompletionStage<?>) found) : found);
        }

        private static Object awaited(CompletionStage<?> later) throws Exception {
            try {
                return later.toCompletableFuture().get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) throws StageFailure {
            station.emit(0, result, visit);
        }
    }

    /** One for none, one or many. */
    record Split(StageFunction<Object, Object> function) implements Operator {

        @Override
        public Object work(Object item) throws Exception {
            Iterable<?> parts = (Iterable<?>) function.apply(item);
            if (parts instanceof Collection<?> all) {
                return all;
            }
            List<Object> all = new ArrayList<>();
            parts.forEach(all::add);
            return all;
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) throws StageFailure {
            for (Object part : (Collection<?>) result) {
                station.emit(0, part, visit);
            }
        }
    }

    /** Each along one of several ways. */
    record Route(List<StageFunction<Object, Object>> conditions) implements Operator {

        @Override
        public Object work(Object item) throws Exception {
            int port = 0;
            while (port < conditions.size() && !Boolean.TRUE.equals(conditions.get(port).apply(item))) {
                port++;
            }
            return port;
        }

        @Override
        public void pass(Object item, Object result, Station station, Visit visit) throws StageFailure {
            station.emit((Integer) result, item, visit);
        }
    }
}
