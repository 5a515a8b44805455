// SPDX-License-Identifier: Apache-2.0
/**
 * Listening with methods: what was declared, as values. {@code read} makes them out of annotations, {@code run} carries
 * them out. Nothing here knows a container.
 */
@NullMarked
package io.ternmq.pattern.listen;

import org.jspecify.annotations.NullMarked;
