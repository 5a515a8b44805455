// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.StreamReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a destination's name says behind a question mark: that a consumer reads the stream behind the topic, from where
 * and how. The one place that knows these words. A name without a question mark means nothing but itself.
 *
 * @param topic   the topic without options
 * @param group   name of the group, or null
 * @param reading where to begin and how to read; null when there are no options
 */
record TopicOptions(Address topic, @Nullable String group, @Nullable StreamReading reading) {

    private static final List<String> KNOWN = List.of("replay", "group", "commit", "key", "rate", "noAck");

    /**
     * Reads the options of an address.
     *
     * @throws ProviderException with {@code INVALID_DESTINATION} when one is unknown or makes no sense; says which
     *     there are
     */
    static TopicOptions of(Address address) {
        int mark = address.name().indexOf('?');
        if (mark < 0) {
            return new TopicOptions(address, null, null);
        }
        if (address.kind() != AddressKind.TOPIC) {
            return ofOther(address, mark);
        }
        Reader reader = new Reader(address);
        for (String option : address.name().substring(mark + 1).split("&", -1)) {
            reader.take(option);
        }
        return reader.options(Address.topic(address.name().substring(0, mark)));
    }

    /** The destination that an address means once its options are left out; sending pays no heed to them. */
    static Address plain(Address address) {
        return address.name().indexOf('?') < 0 ? address : of(address).topic();
    }

    /** A queue may have a question mark in its name, but not to read it as a stream. */
    private static TopicOptions ofOther(Address address, int mark) {
        String first = address.name().substring(mark + 1);
        if (KNOWN.stream().anyMatch(word -> first.startsWith(word + '='))) {
            throw refusal(address, "only topics have streams behind them that can be read with options");
        }
        return new TopicOptions(address, null, null);
    }

    private static ProviderException refusal(Address address, String why) {
        return new ProviderException(ErrorCode.INVALID_DESTINATION, address + ": " + why + '.');
    }

    /** Takes one option after the other. */
    private static final class Reader {

        private final Address address;
        private StreamPosition from = new StreamPosition.Latest();
        private @Nullable String group;
        private @Nullable String key;
        private boolean manual;
        private boolean unacknowledged;
        private int rate;

        Reader(Address address) {
            this.address = address;
        }

        void take(String option) {
            int equal = option.indexOf('=');
            String word = equal < 0 ? option : option.substring(0, equal);
            String value = equal < 0 ? "" : option.substring(equal + 1);
            switch (word) {
                case "replay" -> from = position(value);
                case "group" -> group = present(word, value);
                case "commit" -> manual = oneOf(word, value, "manual", "auto");
                case "key" -> key = present(word, value);
                case "rate" -> rate = rate(value);
                case "noAck" -> unacknowledged = oneOf(word, value, "true", "false");
                default -> throw refusal(address, "there is no option '" + word + "'; there are "
                        + String.join(", ", KNOWN));
            }
        }

        private StreamPosition position(String value) {
            try {
                return StreamPosition.parse(value);
            } catch (IllegalArgumentException e) {
                throw new ProviderException(
                        ErrorCode.INVALID_DESTINATION, address + ": " + e.getMessage() + '.', e);
            }
        }

        private String present(String word, String value) {
            if (value.isBlank()) {
                throw refusal(address, "the option '" + word + "' needs a value");
            }
            return value;
        }

        private boolean oneOf(String word, String value, String yes, String no) {
            if (!value.equals(yes) && !value.equals(no)) {
                throw refusal(address, "the option '" + word + "' is " + yes + " or " + no + ", not '" + value + "'");
            }
            return value.equals(yes);
        }

        private int rate(String value) {
            try {
                int events = Integer.parseInt(value);
                if (events > 0) {
                    return events;
                }
            } catch (NumberFormatException e) {
                throw new ProviderException(ErrorCode.INVALID_DESTINATION, noRate(value), e);
            }
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, noRate(value));
        }

        private String noRate(String value) {
            return address + ": the option 'rate' is a number of events a second, 1 or more, not '" + value + "'.";
        }

        TopicOptions options(Address topic) {
            if (unacknowledged && group != null) {
                throw refusal(address, "noAck is for readers without a group; a group lives by acknowledgements");
            }
            if (manual && group == null) {
                throw refusal(address, "commit=manual needs a group");
            }
            return new TopicOptions(topic, group, new StreamReading(from, manual, key, rate, unacknowledged));
        }
    }
}
