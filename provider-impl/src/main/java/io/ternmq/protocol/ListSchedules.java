// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Lists schedules by name; answered by {@link Reply.Schedules}.
 *
 * @param prefix how their names begin, empty for all
 * @param after  the name behind which to go on, empty for the beginning
 * @param limit  how many at most, 1 or more
 */
public record ListSchedules(String prefix, String after, int limit) implements Request {}
