// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Ends a schedule; answered by {@link Reply.Done}, or refused with {@code NOT_FOUND}.
 *
 * @param name its name
 */
public record CancelSchedule(String name) implements Request {}
