// SPDX-License-Identifier: Apache-2.0
/**
 * Publishing and subscribing with types. Opened through {@code io.ternmq.api.messaging.Messaging}; works over any
 * provider.
 */
@NullMarked
package io.ternmq.api.pattern.publish;

import org.jspecify.annotations.NullMarked;
