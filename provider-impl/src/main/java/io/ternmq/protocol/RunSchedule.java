// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Lets a schedule run once more, now; answered by {@link Reply.Done}, or refused with {@code NOT_FOUND}. One with a
 * single moment is done with it.
 *
 * @param name its name
 */
public record RunSchedule(String name) implements Request {}
