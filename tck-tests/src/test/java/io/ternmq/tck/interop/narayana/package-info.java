// SPDX-License-Identifier: Apache-2.0
/** Narayana as the transaction manager over sessions of TernMQ, with a log of its own and bounded in time. */
@NullMarked
package io.ternmq.tck.interop.narayana;

import org.jspecify.annotations.NullMarked;
