// SPDX-License-Identifier: Apache-2.0
/** Publishers and subscribers over any provider. Opened by boot. */
@NullMarked
package io.ternmq.pattern.publish;

import org.jspecify.annotations.NullMarked;
