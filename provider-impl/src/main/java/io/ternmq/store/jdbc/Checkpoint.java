// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

/**
 * The checkpoint that counts.
 *
 * @param number which image; 0 for none
 * @param parts  how many pieces it has
 * @param covers the last position that is contained in it
 */
record Checkpoint(long number, int parts, long covers) {}
