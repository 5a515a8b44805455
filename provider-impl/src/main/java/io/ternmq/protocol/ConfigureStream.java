// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.api.policy.StreamPolicy;

/**
 * Makes a stream, or says how long the events of one are kept; answered by {@link Reply.Done}.
 *
 * @param stream its name
 * @param policy partitions, which cannot be changed, and retention
 */
public record ConfigureStream(String stream, StreamPolicy policy) implements Request {}
