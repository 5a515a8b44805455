// SPDX-License-Identifier: Apache-2.0
/** One program for each pattern, short enough to be read; the guide prints parts of them. */
@NullMarked
package io.ternmq.samples.patterns;

import org.jspecify.annotations.NullMarked;
