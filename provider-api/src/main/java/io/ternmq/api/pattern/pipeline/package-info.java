// SPDX-License-Identifier: Apache-2.0
/**
 * Pipelines: named stages joined into a graph that does not change, in one process or over the queues of any provider.
 * Programs come in through {@code Messaging.pipeline(name)}.
 */
@NullMarked
package io.ternmq.api.pattern.pipeline;

import org.jspecify.annotations.NullMarked;
