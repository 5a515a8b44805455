// SPDX-License-Identifier: Apache-2.0
/**
 * The contracts of the patterns, one abstract class each, run over TernMQ in one process and over TCP and over another
 * provider, so that they hold over any.
 */
@NullMarked
package io.ternmq.tck.pattern;

import org.jspecify.annotations.NullMarked;
