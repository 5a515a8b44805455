// SPDX-License-Identifier: Apache-2.0
/** What a program shows of itself. */
@NullMarked
package io.ternmq.cdi.observe;

import org.jspecify.annotations.NullMarked;
