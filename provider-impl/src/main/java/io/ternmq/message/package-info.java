// SPDX-License-Identifier: Apache-2.0
/**
 * The immutable form of a message that producers hand over and that every queue, store and link shares. Nothing here
 * knows the {@code jakarta.jms} interfaces.
 */
@NullMarked
package io.ternmq.message;

import org.jspecify.annotations.NullMarked;
