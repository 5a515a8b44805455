// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import io.ternmq.api.pattern.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is at a moment.
 *
 * @param spec    what was asked for
 * @param channel where its messages go
 * @param next    its next run, or null when there is none
 * @param last    its last run, or null when there was none
 * @param runs    how many there were
 */
public record ScheduleView(
        ScheduleSpec spec, Channel channel, @Nullable Instant next, @Nullable Instant last, long runs) {}
