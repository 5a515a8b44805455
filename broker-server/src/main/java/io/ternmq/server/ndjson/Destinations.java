// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import io.ternmq.jms.TernDestination;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import java.util.EnumMap;
import java.util.Map;

/** Destinations as people write them: the kind, {@code ://}, the name. */
public final class Destinations {

    private static final Map<AddressKind, String> PREFIXES = new EnumMap<>(Map.of(
            AddressKind.QUEUE, "queue://",
            AddressKind.TOPIC, "topic://",
            AddressKind.TEMPORARY_QUEUE, "temporary-queue://",
            AddressKind.TEMPORARY_TOPIC, "temporary-topic://"));

    private Destinations() {}

    /**
     * The text of a destination.
     *
     * @param destination any destination
     * @return for example {@code queue://orders}
     * @throws JMSException when it has no name
     */
    public static String textOf(Destination destination) throws JMSException {
        Address address = TernDestination.addressOf(destination);
        return PREFIXES.get(address.kind()) + address.name();
    }

    /**
     * Reads a destination.
     *
     * @param text for example {@code queue://orders}
     * @return the destination; a temporary one belongs to nobody, but can be sent to
     * @throws MessageTextException when the text is none
     */
    public static Destination parse(String text) {
        for (Map.Entry<AddressKind, String> known : PREFIXES.entrySet()) {
            String name = text.startsWith(known.getValue()) ? text.substring(known.getValue().length()) : "";
            if (!name.isBlank()) {
                return TernDestination.of(Address.of(known.getKey(), name));
            }
        }
        throw new MessageTextException("a destination is queue://<name> or topic://<name>, not \"" + text + '"');
    }
}
