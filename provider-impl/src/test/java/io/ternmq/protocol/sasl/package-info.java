// SPDX-License-Identifier: Apache-2.0
/** Both sides of the mechanisms, talking to each other and to themselves. */
@NullMarked
package io.ternmq.protocol.sasl;

import org.jspecify.annotations.NullMarked;
