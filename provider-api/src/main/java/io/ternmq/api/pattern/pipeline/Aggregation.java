// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many items become one: by which key, until when, and what becomes of a group. A group is complete as soon as one
 * of its limits is reached. Immutable.
 *
 * <p>Where items come from the program, groups are in memory: {@link RunningPipeline#drain} and {@link
 * RunningPipeline#close} let groups that are not complete go on as they are, unless {@link #discardingPartial()} was
 * chosen; a crash loses them, and their submissions never complete. Where items come from a channel, each is moved in
 * one transaction to the queue {@code <queue of the stage>.held} and leaves it in the one transaction that sends on
 * what became of its group: neither a crash nor closing loses or doubles an item, and the group goes on with the next
 * start, its time counted from its first item.
 *
 * @param key       by which key
 * @param maxItems  items after which a group is complete, 0 for no such limit
 * @param within    time after its first item after which a group is complete, or null for no such limit
 * @param until     says of what has come so far whether it is complete, or null
 * @param emitsPartial whether closing lets partial groups go on; default true; concerns groups in memory alone
 * @param become    what becomes of a group, in the order in which its items came
 * @param <T>       type of the items
 * @param <R>       type of what becomes of a group
 */
public record Aggregation<T, R>(
        Function<? super T, String> key,
        int maxItems,
        @Nullable Duration within,
        @Nullable Predicate<? super List<T>> until,
        boolean emitsPartial,
        StageFunction<? super List<T>, ? extends R> become) {

    /** Checks that a group ends some time. */
    public Aggregation {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(become, "become");
        if (maxItems < 0 || (within != null && (within.isNegative() || within.isZero()))) {
            throw new IllegalArgumentException("A limit is more than 0: " + maxItems + " items, " + within);
        }
        if (maxItems == 0 && within == null && until == null) {
            throw new IllegalArgumentException("A group needs an end: count(n), within(time) or until(condition)");
        }
    }

    /**
     * Begins to say how.
     *
     * @param key by which key
     * @param <T> type of the items
     * @return to be given its limits
     */
    public static <T> Limits<T> by(Function<? super T, String> key) {
        return new Limits<>(key, 0, null, null);
    }

    /**
     * Leaves out what is not complete at the end.
     *
     * @return a copy with this choice
     */
    public Aggregation<T, R> discardingPartial() {
        return new Aggregation<>(key, maxItems, within, until, false, become);
    }

    /**
     * A key and limits that wait for what becomes of a group. Immutable.
     *
     * @param key      by which key
     * @param maxItems items after which a group is complete, 0 for no such limit
     * @param within   time after which it is, or null
     * @param until    condition after which it is, or null
     * @param <T>      type of the items
     */
    public record Limits<T>(
            Function<? super T, String> key,
            int maxItems,
            @Nullable Duration within,
            @Nullable Predicate<? super List<T>> until) {

        /**
         * Ends a group after so many items.
         *
         * @param items 1 or more
         * @return with this limit
         */
        public Limits<T> count(int items) {
            return new Limits<>(key, items, within, until);
        }

        /**
         * Ends a group when this time has passed since its first item.
         *
         * @param time more than 0; milliseconds count
         * @return with this limit
         */
        public Limits<T> within(Duration time) {
            return new Limits<>(key, maxItems, time, until);
        }

        /**
         * Ends a group when a condition holds.
         *
         * @param condition asked after each item about all of the group
         * @return with this limit
         */
        public Limits<T> until(Predicate<? super List<T>> condition) {
            return new Limits<>(key, maxItems, within, condition);
        }

        /**
         * Says what becomes of a group.
         *
         * @param become given the items in their order
         * @param <R>    type of what becomes of them
         * @return the aggregation
         */
        public <R> Aggregation<T, R> into(StageFunction<? super List<T>, ? extends R> become) {
            return new Aggregation<>(key, maxItems, within, until, true, become);
        }
    }
}
