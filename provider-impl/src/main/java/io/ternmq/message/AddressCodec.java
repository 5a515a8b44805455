// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;

/**
 * Turns addresses into bytes and back: a byte for the kind (0 queue, 1 topic, 2 temporary queue, 3 temporary topic),
 * then the name. Without state; callable from any thread.
 */
public final class AddressCodec {

    private static final int QUEUE = 0;
    private static final int TOPIC = 1;
    private static final int TEMPORARY_QUEUE = 2;
    private static final int TEMPORARY_TOPIC = 3;

    private AddressCodec() {}

    /** Writes an address behind what the writer holds. */
    public static void encode(Address address, ByteWriter out) {
        out.putByte(codeOf(address.kind()));
        out.putText(address.name());
    }

    /**
     * Reads an address; what follows it stays in the reader.
     *
     * @throws io.ternmq.api.ProviderException with {@code MESSAGE_FORMAT} when there is no such kind
     * @throws java.nio.BufferUnderflowException when the bytes end before the address does
     */
    public static Address decode(ByteReader in) {
        AddressKind kind = kindOf(in.getByte());
        return Address.of(kind, in.getPresentText());
    }

    /** The number of a kind. */
    public static int codeOf(AddressKind kind) {
        return switch (kind) {
            case QUEUE -> QUEUE;
            case TOPIC -> TOPIC;
            case TEMPORARY_QUEUE -> TEMPORARY_QUEUE;
            case TEMPORARY_TOPIC -> TEMPORARY_TOPIC;
        };
    }

    /**
     * The kind with a number.
     *
     * @throws io.ternmq.api.ProviderException with {@code MESSAGE_FORMAT} when there is none
     */
    public static AddressKind kindOf(int code) {
        return switch (code) {
            case QUEUE -> AddressKind.QUEUE;
            case TOPIC -> AddressKind.TOPIC;
            case TEMPORARY_QUEUE -> AddressKind.TEMPORARY_QUEUE;
            case TEMPORARY_TOPIC -> AddressKind.TEMPORARY_TOPIC;
            default -> throw Malformed.because("there is no kind of destination with number " + code);
        };
    }
}
