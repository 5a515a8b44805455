// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * An edge between two stages, by their places in the draft.
 *
 * @param port   which way out of the stage; of a route the branch, else 0
 * @param branch name of the branch, or null
 */
record Link(int from, int port, @Nullable String branch, int to, Edge edge) {}
