// SPDX-License-Identifier: Apache-2.0
/**
 * Listeners that are part of a transaction of Jakarta Transactions. Loaded only where that API is on the class
 * path; called by the extension alone.
 */
@NullMarked
package io.ternmq.cdi.transaction;

import org.jspecify.annotations.NullMarked;
