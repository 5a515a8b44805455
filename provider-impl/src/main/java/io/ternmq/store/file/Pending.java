// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.store.AppendListener;
import org.jspecify.annotations.Nullable;

/**
 * A frame on its way to the disk.
 *
 * @param bytes    hold it
 * @param from     where it begins
 * @param length   how long it is
 * @param position where in the log it belongs
 * @param listener told about its batch, or null when there is nobody or it is not the last of its batch
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Pending(byte[] bytes, int from, int length, long position, @Nullable AppendListener listener) {

    long end() {
        return position + length;
    }
}
