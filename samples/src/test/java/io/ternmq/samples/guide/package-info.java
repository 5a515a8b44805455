// SPDX-License-Identifier: Apache-2.0
/** Holds the pages of the guide against the samples: what is printed there is compiled and run here. */
@NullMarked
package io.ternmq.samples.guide;

import org.jspecify.annotations.NullMarked;
