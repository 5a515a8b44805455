// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Where reading begins. Its {@code toString} is how it is written as a destination option. */
public sealed interface StreamPosition {

    /** The oldest event that is kept. */
    record Earliest() implements StreamPosition {

        @Override
        public String toString() {
            return "earliest";
        }
    }

    /** Behind the newest event: only what is appended from now on. */
    record Latest() implements StreamPosition {

        @Override
        public String toString() {
            return "latest";
        }
    }

    /**
     * One event. When it is no longer kept, the oldest event that is.
     *
     * @param offset its offset, 0 or more
     */
    record Offset(long offset) implements StreamPosition {

        /** Checks the range. */
        public Offset {
            if (offset < 0) {
                throw new IllegalArgumentException("An offset is 0 or more, not " + offset);
            }
        }

        @Override
        public String toString() {
            return "offset:" + offset;
        }
    }

    /**
     * The first event that was appended at a moment or after it, by the broker's clock.
     *
     * @param from the moment; milliseconds count
     */
    record Time(Instant from) implements StreamPosition {

        @Override
        public String toString() {
            return "time:" + from;
        }
    }

    /**
     * So many events before the end.
     *
     * @param count 0 or more
     */
    record Last(long count) implements StreamPosition {

        /** Checks the range. */
        public Last {
            if (count < 0) {
                throw new IllegalArgumentException("A count is 0 or more, not " + count);
            }
        }

        @Override
        public String toString() {
            return "last:" + count;
        }
    }

    /**
     * Reads a position.
     *
     * @param text {@code earliest}, {@code latest}, {@code offset:17}, {@code time:2026-10-01T00:00Z} or {@code
     *             last:100}
     * @return the position
     * @throws IllegalArgumentException when it is none of these; says what they are
     */
    static StreamPosition parse(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        try {
            return switch (word) {
                case "earliest" -> bare(new Earliest(), value, text);
                case "latest" -> bare(new Latest(), value, text);
                case "offset" -> new Offset(Long.parseLong(value));
                case "time" -> new Time(Moments.parse(value));
                case "last" -> new Last(Long.parseLong(value));
                default -> throw unknown(text);
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(unknown(text).getMessage(), e);
        }
    }

    private static StreamPosition bare(StreamPosition position, String value, String text) {
        if (!value.isEmpty()) {
            throw unknown(text);
        }
        return position;
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("'" + text + "' is no position: write earliest, latest, offset:17,"
                + " time:2026-10-01T00:00Z or last:100");
    }
}
