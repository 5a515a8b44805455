// SPDX-License-Identifier: Apache-2.0
/**
 * Listening with methods: annotations that say which messages a method of a bean takes, and the {@link
 * io.ternmq.api.listen.Listeners} that carry them out, with or without a container. A container hands its beans over
 * with a {@link io.ternmq.api.listen.ListenerPlan}.
 */
@NullMarked
package io.ternmq.api.listen;

import org.jspecify.annotations.NullMarked;
