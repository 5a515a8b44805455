// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.util.ArrayList;
import java.util.List;

/** A checkpoint as its owner remembers it. */
final class Image {

    final long covers;
    final List<String> lines = new ArrayList<>();

    /** What was appended before it; the image is not durable earlier. */
    final List<Batch> earlier;

    /** Whether all lines were written. */
    boolean complete;

    Image(long covers, List<Batch> earlier) {
        this.covers = covers;
        this.earlier = earlier;
    }
}
