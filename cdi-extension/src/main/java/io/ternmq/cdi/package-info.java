// SPDX-License-Identifier: Apache-2.0
/**
 * Messaging for CDI beans: what they inject. Listener methods are annotated with {@code io.ternmq.api.listen}.
 * Nothing needs to be configured but where the broker is.
 */
@NullMarked
package io.ternmq.cdi;

import org.jspecify.annotations.NullMarked;
