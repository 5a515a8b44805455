// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.util.Map;

/**
 * An image that is whole.
 *
 * @param header    its head
 * @param keptBytes how many bytes of each segment it keeps
 */
record Checkpoint(CheckpointHeader header, Map<Long, Long> keptBytes) {

    /** Whether a segment is needed to make use of the image. */
    boolean needs(long number, Layout layout) {
        return number >= layout.number(header.scanFrom()) || keptBytes.containsKey(number);
    }

    /** No image: the log is all there is, from its first segment on. */
    static Checkpoint beginningWith(long first, Layout layout) {
        return new Checkpoint(CheckpointHeader.none(layout.start(first)), Map.of());
    }
}
