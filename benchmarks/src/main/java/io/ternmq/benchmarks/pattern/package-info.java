// SPDX-License-Identifier: Apache-2.0
/** How fast the patterns are. */
@NullMarked
package io.ternmq.benchmarks.pattern;

import org.jspecify.annotations.NullMarked;
