// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Asks what a stream is like; answered by {@link Reply.StreamTold}.
 *
 * @param stream its name
 */
public record DescribeStream(String stream) implements Request {}
