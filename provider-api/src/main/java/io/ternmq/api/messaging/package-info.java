// SPDX-License-Identifier: Apache-2.0
/** The one door to all patterns: {@link io.ternmq.api.messaging.Messaging}. */
@NullMarked
package io.ternmq.api.messaging;

import org.jspecify.annotations.NullMarked;
