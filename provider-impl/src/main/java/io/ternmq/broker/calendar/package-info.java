// SPDX-License-Identifier: Apache-2.0
/** Messages that are sent at moments: cron expressions, and the table of schedules with what is due. */
@NullMarked
package io.ternmq.broker.calendar;

import org.jspecify.annotations.NullMarked;
