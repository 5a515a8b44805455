// SPDX-License-Identifier: Apache-2.0
/** Conformance of distributed transactions: the X/Open calls on a session's resource, and what they do to messages. */
@NullMarked
package io.ternmq.tck.conformance.xa;

import org.jspecify.annotations.NullMarked;
