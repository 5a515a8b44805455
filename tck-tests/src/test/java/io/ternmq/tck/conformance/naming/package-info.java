// SPDX-License-Identifier: Apache-2.0
/** Administered objects, chapter 5: what a naming service holds and what a client makes of it. */
@NullMarked
package io.ternmq.tck.conformance.naming;

import org.jspecify.annotations.NullMarked;
