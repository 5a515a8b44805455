// SPDX-License-Identifier: Apache-2.0
/**
 * Asking and answering with types: one answer or many. Opened through {@code io.ternmq.api.messaging.Messaging}; works
 * over any provider.
 */
@NullMarked
package io.ternmq.api.pattern.request;

import org.jspecify.annotations.NullMarked;
