// SPDX-License-Identifier: Apache-2.0
/**
 * What client and broker say to each other: requests, replies and events as immutable records. No input, no output, no
 * state. Client half and broker half meet here and nowhere else.
 */
@NullMarked
package io.ternmq.protocol;

import org.jspecify.annotations.NullMarked;
