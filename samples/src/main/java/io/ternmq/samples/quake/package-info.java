// SPDX-License-Identifier: Apache-2.0
/** The earthquake reports that the samples play: a file and what is in it. Knows nothing of messaging. */
@NullMarked
package io.ternmq.samples.quake;

import org.jspecify.annotations.NullMarked;
