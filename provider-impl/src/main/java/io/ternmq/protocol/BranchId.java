// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.message.Bytes;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names a branch of a distributed transaction, as a transaction manager does with an {@code Xid}.
 *
 * @param format    the manager's format
 * @param global    the transaction, at most {@value #MAX_PART} bytes
 * @param qualifier the branch of it, at most {@value #MAX_PART} bytes
 */
public record BranchId(int format, Bytes global, Bytes qualifier) {

    /** The longest part that X/Open allows, in bytes. */
    public static final int MAX_PART = 64;

    /** The name as people read and type it: format, transaction and qualifier, the latter two as hexadecimal digits. */
    public String text() {
        HexFormat hex = HexFormat.of();
        return format + ":" + hex.formatHex(global.toArray()) + ':' + hex.formatHex(qualifier.toArray());
    }

    /**
     * Reads what {@link #text} has written.
     *
     * @throws ProviderException with {@code UNKNOWN_BRANCH} when it is no such name
     */
    public static BranchId parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 3) {
                return new BranchId(Integer.parseInt(parts[0]), part(parts[1]), part(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            throw noName(text, e);
        }
        throw noName(text, null);
    }

    private static Bytes part(String digits) {
        byte[] part = HexFormat.of().parseHex(digits);
        if (part.length > MAX_PART) {
            throw new IllegalArgumentException("a part has " + part.length + " bytes");
        }
        return Bytes.wrap(part, 0, part.length);
    }

    private static ProviderException noName(String text, @Nullable Throwable cause) {
        return new ProviderException(
                ErrorCode.UNKNOWN_BRANCH,
                "'" + text + "' is not the name of a branch, which is its format, transaction and qualifier, the"
                        + " latter two in hexadecimal digits: 131077:0a1b:2c",
                cause);
    }
}
