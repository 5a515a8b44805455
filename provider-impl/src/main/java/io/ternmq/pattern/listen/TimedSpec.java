// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.pattern.work.ScheduleSpec;

/**
 * A method that runs at moments.
 *
 * @param name     class and method
 * @param beans    whose method it is
 * @param call     the method
 * @param schedule when; its name is that of the schedule
 */
public record TimedSpec(String name, BeanSource beans, Call call, ScheduleSpec schedule) implements Declared {}
