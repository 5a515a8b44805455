// SPDX-License-Identifier: Apache-2.0
/**
 * CDI events that become messages, and messages that become CDI events: {@link io.ternmq.cdi.ToTopic} and {@link
 * io.ternmq.cdi.FromTopic}. Called by the extension alone.
 */
@NullMarked
package io.ternmq.cdi.event;

import org.jspecify.annotations.NullMarked;
