// SPDX-License-Identifier: Apache-2.0
/** The transaction of a thread, as a transaction manager knows it. Loaded by name, and only where its API is. */
@NullMarked
package io.ternmq.cdi.context.jta;

import org.jspecify.annotations.NullMarked;
