// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.stream.ReaderOptions;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.protocol.StreamReading;
import org.jspecify.annotations.Nullable;

/**
 * What a destination's name says behind a question mark: that a consumer reads the stream behind the topic, from where
 * and how. A name without a question mark means nothing but itself.
 *
 * @param topic   the topic without options
 * @param group   name of the group, or null
 * @param reading where to begin and how to read; null when there are no options
 */
record TopicOptions(Address topic, @Nullable String group, @Nullable StreamReading reading) {

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
        ReaderOptions said = read(address, address.name().substring(mark + 1));
        return new TopicOptions(
                Address.topic(address.name().substring(0, mark)),
                said.group(),
                new StreamReading(said.from(), said.isManual(), said.key(), said.rate(), said.isUnacknowledged()));
    }

    private static ReaderOptions read(Address address, String text) {
        try {
            return ReaderOptions.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, address + ": " + e.getMessage() + '.', e);
        }
    }

    /** The destination that an address means once its options are left out; sending pays no heed to them. */
    static Address plain(Address address) {
        return address.name().indexOf('?') < 0 ? address : of(address).topic();
    }

    /** A queue may have a question mark in its name, but not to read it as a stream. */
    private static TopicOptions ofOther(Address address, int mark) {
        String first = address.name().substring(mark + 1);
        if (ReaderOptions.words().stream().anyMatch(word -> first.startsWith(word + '='))) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION,
                    address + ": only topics have streams behind them that can be read with options.");
        }
        return new TopicOptions(address, null, null);
    }
}
