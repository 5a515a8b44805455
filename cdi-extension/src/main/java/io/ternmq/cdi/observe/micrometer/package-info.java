// SPDX-License-Identifier: Apache-2.0
/** Figures for Micrometer. Loaded only where it is on the class path. */
@NullMarked
package io.ternmq.cdi.observe.micrometer;

import org.jspecify.annotations.NullMarked;
