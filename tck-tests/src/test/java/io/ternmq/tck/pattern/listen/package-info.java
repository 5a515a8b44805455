// SPDX-License-Identifier: Apache-2.0
/** Listening with methods: over any provider, by a clock that a test moves, in a transaction manager's transactions. */
@NullMarked
package io.ternmq.tck.pattern.listen;

import org.jspecify.annotations.NullMarked;
