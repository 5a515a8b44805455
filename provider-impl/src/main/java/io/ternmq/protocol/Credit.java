// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Allows further deliveries to a consumer; has no answer.
 *
 * @param consumer number of the consumer
 * @param messages how many more it takes, 1 or more; or {@link #REVOKE} to take all unused credit back
 */
public record Credit(long consumer, int messages) implements Request {

    /** Takes back credit that was not used; deliveries already on their way still arrive. */
    public static final int REVOKE = -1;
}
