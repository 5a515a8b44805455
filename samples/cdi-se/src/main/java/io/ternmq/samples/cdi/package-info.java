// SPDX-License-Identifier: Apache-2.0
/** Messaging in a program made of CDI beans: every way in and out is injected or declared. */
@NullMarked
package io.ternmq.samples.cdi;

import org.jspecify.annotations.NullMarked;
