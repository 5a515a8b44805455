// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

/**
 * A body of uninterpreted bytes.
 *
 * @param bytes the bytes
 */
public record BytesBody(Bytes bytes) implements Body {

    @Override
    public int sizeBytes() {
        return bytes.length();
    }
}
