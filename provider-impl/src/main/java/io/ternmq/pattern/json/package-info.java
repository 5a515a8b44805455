// SPDX-License-Identifier: Apache-2.0
/**
 * Bodies as JSON by Jakarta JSON Binding, which is optional: nothing but boot refers to this room, and only when the
 * library is there. Finds the place at which a body does not fit.
 */
@NullMarked
package io.ternmq.pattern.json;

import org.jspecify.annotations.NullMarked;
