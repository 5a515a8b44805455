// SPDX-License-Identifier: Apache-2.0
/** Carries out what was declared: lanes that receive, call, try again and settle. */
@NullMarked
package io.ternmq.pattern.listen.run;

import org.jspecify.annotations.NullMarked;
