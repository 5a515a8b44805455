// SPDX-License-Identifier: Apache-2.0
/**
 * The races, by name: a model checker runs the concurrent parts through the interleavings that a scheduler allows and
 * shows the one that goes wrong. Too slow for every build; the profile {@code stress} runs them.
 */
@NullMarked
package io.ternmq.tck.stress;

import org.jspecify.annotations.NullMarked;
