// SPDX-License-Identifier: Apache-2.0
/** The connection factory: the door through which programs written against {@code jakarta.jms} come in. */
@NullMarked
package io.ternmq.api.client;

import org.jspecify.annotations.NullMarked;
