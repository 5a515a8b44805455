// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader begins and ends and what the broker leaves out for it.
 *
 * @param begin    where it begins
 * @param end      where it ends
 * @param selector what to select, or null for everything
 * @param key      the key to read, or null for every one
 * @param rate     events a second at most, 0 for any number
 */
record ReadingPlan(StreamPosition begin, StreamEnd end, @Nullable String selector, @Nullable String key, int rate) {

    static ReadingPlan from(StreamPosition begin) {
        return new ReadingPlan(begin, new StreamEnd.Never(), null, null, 0);
    }

    ReadingPlan to(StreamEnd other) {
        return new ReadingPlan(begin, other, selector, key, rate);
    }

    ReadingPlan at(StreamPosition other) {
        return new ReadingPlan(other, end, selector, key, rate);
    }

    ReadingPlan selecting(String expression) {
        return new ReadingPlan(begin, end, expression, key, rate);
    }

    ReadingPlan ofKey(String value) {
        return new ReadingPlan(begin, end, selector, value, rate);
    }

    ReadingPlan atRate(int eventsPerSecond) {
        return new ReadingPlan(begin, end, selector, key, eventsPerSecond);
    }

    boolean isEndless() {
        return end instanceof StreamEnd.Never;
    }

    /**
     * The options of a consumer. A reader with an end counts its rate itself: it has to know that nothing came because
     * nothing is there.
     */
    String options() {
        String start = "replay=" + begin + "&noAck=true";
        String kept = key != null && isPlain(key) ? start + "&key=" + key : start;
        return rate > 0 && isEndless() ? kept + "&rate=" + rate : kept;
    }

    /** What a consumer selects; a key that would not survive as an option is among it. */
    @Nullable String selection() {
        if (key == null || isPlain(key)) {
            return selector;
        }
        String ofKey = MessageProperties.KEY + " = '" + key.replace("'", "''") + '\'';
        return selector == null ? ofKey : '(' + selector + ") AND " + ofKey;
    }

    private static boolean isPlain(String key) {
        return !key.isBlank() && key.indexOf('&') < 0;
    }
}
