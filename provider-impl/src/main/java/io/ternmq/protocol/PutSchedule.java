// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.FrozenMessage;

/**
 * Makes a schedule, or replaces the one of the same name; answered by {@link Reply.Schedules} with this one.
 *
 * @param terms   when it runs
 * @param message what each run sends; its time to live is its expiration less its time stamp
 */
public record PutSchedule(Terms terms, FrozenMessage message) implements Request {}
