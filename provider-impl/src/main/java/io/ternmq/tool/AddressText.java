// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses as people write them: the kind, {@code ://}, the name. */
final class AddressText {

    private static final Map<AddressKind, String> PREFIXES = Map.of(
            AddressKind.QUEUE, "queue://",
            AddressKind.TOPIC, "topic://",
            AddressKind.TEMPORARY_QUEUE, "temporary-queue://",
            AddressKind.TEMPORARY_TOPIC, "temporary-topic://");

    private AddressText() {}

    static String of(Address address) {
        return PREFIXES.get(address.kind()) + address.name();
    }

    /** Reads an address; null when the text is none. */
    static @Nullable Address parse(String text) {
        for (Map.Entry<AddressKind, String> known : PREFIXES.entrySet()) {
            if (text.startsWith(known.getValue())) {
                return Address.of(known.getKey(), text.substring(known.getValue().length()));
            }
        }
        return null;
    }

    /**
     * Reads the queue or topic that a command is about.
     *
     * @throws UsageException when it is neither
     */
    static Address destination(String text) {
        Address address = parse(text);
        if (address == null || address.isTemporary() || address.name().isBlank()) {
            throw new UsageException("A destination is queue://<name> or topic://<name>, not '" + text + "'");
        }
        return address;
    }
}
