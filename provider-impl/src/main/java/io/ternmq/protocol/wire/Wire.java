// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import org.jspecify.annotations.Nullable;

/** Numbers that both ends agree on before they have said a word. */
public final class Wire {

    /** The version of the protocol that this code speaks. */
    public static final int VERSION = 1;

    /** The first four bytes of a client's first frame, behind length and type: {@code TERN}. */
    public static final int MAGIC = 0x5445524E;

    /** In front of each frame: how many bytes follow. */
    public static final int LENGTH_BYTES = Integer.BYTES;

    /** The port that clients try when a URI names none. */
    public static final int DEFAULT_PORT = 61_616;

    private Wire() {}

    /** The refusal of bytes that are not a frame; whoever sent them is not talked to any longer. */
    static ProviderException malformed(String what, @Nullable Throwable cause) {
        return new ProviderException(
                ErrorCode.PROTOCOL, "What arrived is not the protocol of TernMQ, or damaged: " + what + ".", cause);
    }
}
