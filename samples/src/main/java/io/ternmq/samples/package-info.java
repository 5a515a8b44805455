// SPDX-License-Identifier: Apache-2.0
/** Programs to read and to run. Each has a main method and is executed by a test. Nobody depends on them. */
@NullMarked
package io.ternmq.samples;

import org.jspecify.annotations.NullMarked;
