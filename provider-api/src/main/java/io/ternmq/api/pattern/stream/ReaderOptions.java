// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a topic says behind a question mark, such as {@code orders?replay=earliest&group=billing}: that a
 * consumer reads the stream behind it, and how. The one place that knows these words.
 *
 * @param from             where reading begins
 * @param group            name of the group, or null
 * @param isManual         whether a group moves on only when it is told to
 * @param key              the key of which events are wanted, or null for all
 * @param rate             most events a second, or 0 for any number
 * @param isUnacknowledged whether events are done with when they are delivered
 */
public record ReaderOptions(
        StreamPosition from,
        @Nullable String group,
        boolean isManual,
        @Nullable String key,
        int rate,
        boolean isUnacknowledged) {

    private static final List<String> WORDS = List.of("replay", "group", "commit", "key", "rate", "noAck");

    /**
     * The words that there are.
     *
     * @return each, in the order in which they are listed for people
     */
    public static List<String> words() {
        return WORDS;
    }

    /**
     * Reads options.
     *
     * @param text what is behind the question mark: {@code word=value}, with {@code &} between two of them
     * @return the options; reading begins at the newest event unless they say otherwise
     * @throws IllegalArgumentException when one is unknown or makes no sense; says which there are, without a full stop
     */
    public static ReaderOptions parse(String text) {
        Collected collected = new Collected();
        for (String option : text.split("&", -1)) {
            int equal = option.indexOf('=');
            String word = equal < 0 ? option : option.substring(0, equal);
            collected.take(word, equal < 0 ? "" : option.substring(equal + 1));
        }
        return collected.options();
    }

    /** Takes one option after the other. */
    private static final class Collected {

        private StreamPosition from = new StreamPosition.Latest();
        private @Nullable String group;
        private @Nullable String key;
        private boolean manual;
        private boolean unacknowledged;
        private int rate;

        void take(String word, String value) {
            switch (word) {
                case "replay" -> from = StreamPosition.parse(value);
                case "group" -> group = present(word, value);
                case "commit" -> manual = oneOf(word, value, "manual", "auto");
                case "key" -> key = present(word, value);
                case "rate" -> rate = rateOf(value);
                case "noAck" -> unacknowledged = oneOf(word, value, "true", "false");
                default -> throw new IllegalArgumentException(
                        "there is no option '" + word + "'; there are " + String.join(", ", WORDS));
            }
        }

        private static String present(String word, String value) {
            if (value.isBlank()) {
                throw new IllegalArgumentException("the option '" + word + "' needs a value");
            }
            return value;
        }

        private static boolean oneOf(String word, String value, String yes, String no) {
            if (!value.equals(yes) && !value.equals(no)) {
                throw new IllegalArgumentException(
                        "the option '" + word + "' is " + yes + " or " + no + ", not '" + value + "'");
            }
            return value.equals(yes);
        }

        private static int rateOf(String value) {
            try {
                int events = Integer.parseInt(value);
                if (events > 0) {
                    return events;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(noRate(value), e);
            }
            throw new IllegalArgumentException(noRate(value));
        }

        private static String noRate(String value) {
            return "the option 'rate' is a number of events a second, 1 or more, not '" + value + "'";
        }

        ReaderOptions options() {
            if (unacknowledged && group != null) {
                throw new IllegalArgumentException(
                        "noAck is for readers without a group; a group lives by acknowledgements");
            }
            if (manual && group == null) {
                throw new IllegalArgumentException("commit=manual needs a group");
            }
            return new ReaderOptions(from, group, manual, key, rate, unacknowledged);
        }
    }
}
