// SPDX-License-Identifier: Apache-2.0
/**
 * Pipelines. A draft is built and never changes; a layout cuts it into sections, each of which runs on threads and in
 * transactions of its own; at work, a section is an entrance and stations behind it. {@code Pipelines} is the door, for
 * boot alone.
 */
@NullMarked
package io.ternmq.pattern.pipeline;

import org.jspecify.annotations.NullMarked;
