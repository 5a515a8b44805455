// SPDX-License-Identifier: Apache-2.0
/**
 * Proofs of the link over TCP: programs on a network that fails, and each side of the protocol in a dialogue with a
 * peer that says what a script tells it, or nonsense. Nobody calls it but JUnit.
 */
@NullMarked
package io.ternmq.tck.wire;

import org.jspecify.annotations.NullMarked;
