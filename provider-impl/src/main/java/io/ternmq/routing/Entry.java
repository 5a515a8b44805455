// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

/**
 * One value in a routing table.
 *
 * @param value    the value
 * @param sequence its place in the order in which the entries of this table were added
 * @param <T>      the value's type
 */
record Entry<T>(T value, long sequence) {
}
