// SPDX-License-Identifier: Apache-2.0
/** A hundred containers one after the other, and what is left of them. */
@NullMarked
package io.ternmq.cdi.proof.leak;

import org.jspecify.annotations.NullMarked;
