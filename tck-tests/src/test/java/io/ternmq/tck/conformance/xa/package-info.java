// SPDX-License-Identifier: Apache-2.0
/** Conformance of distributed transactions: the X/Open calls on the resource of a session, and what they do to messages. */
@NullMarked
package io.ternmq.tck.conformance.xa;

import org.jspecify.annotations.NullMarked;
