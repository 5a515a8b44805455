// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

/**
 * A look at a running load.
 *
 * @param second            seconds since it began
 * @param sentPerSecond     messages sent in the last second
 * @param receivedPerSecond messages received in the last second
 */
public record Progress(long second, double sentPerSecond, double receivedPerSecond) {}
