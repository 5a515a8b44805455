// SPDX-License-Identifier: Apache-2.0
/**
 * Every scope with every kind of listener and every outcome: the table as data, the beans, and the one test that plays
 * them.
 */
@NullMarked
package io.ternmq.cdi.proof.table;

import org.jspecify.annotations.NullMarked;
