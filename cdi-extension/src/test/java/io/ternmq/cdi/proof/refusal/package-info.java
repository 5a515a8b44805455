// SPDX-License-Identifier: Apache-2.0
/**
 * Declarations that are wrong: one class for each kind, what the deployment says about it, and that nothing was begun.
 */
@NullMarked
package io.ternmq.cdi.proof.refusal;

import org.jspecify.annotations.NullMarked;
