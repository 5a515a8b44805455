// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import org.jspecify.annotations.Nullable;

/** A way out of a stage to which nothing is joined yet; as {@link Link}. */
record Tail(int from, int port, @Nullable String branch, Edge edge) {

    Tail with(Edge other) {
        return new Tail(from, port, branch, other);
    }
}
