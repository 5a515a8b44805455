// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.Address;

/**
 * A schedule at a moment.
 *
 * @param terms       when it runs
 * @param destination where its messages go
 * @param nextMillis  its next run, in milliseconds since 1970
 * @param lastMillis  its last run, or 0 when there was none
 * @param runs        how many there were
 */
public record ScheduleState(Terms terms, Address destination, long nextMillis, long lastMillis, long runs) {}
