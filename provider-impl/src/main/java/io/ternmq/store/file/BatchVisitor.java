// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.util.List;

/** Takes whole batches in the order of the log. */
@FunctionalInterface
interface BatchVisitor {

    /** Takes the frames of one batch, valid during the call; none of them ends a segment. */
    void visit(List<Frame> frames);
}
