// SPDX-License-Identifier: Apache-2.0
/** Listeners in transactions of a transaction manager, which is Narayana with its own beans and interceptors. */
@NullMarked
package io.ternmq.cdi.proof.jta;

import org.jspecify.annotations.NullMarked;
