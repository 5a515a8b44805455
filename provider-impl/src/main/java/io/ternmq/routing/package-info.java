// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary of destination names: which names are legal, what a pattern of names matches, and immutable tables
 * from patterns to values. One matcher for subscriptions, settings and access rules. Any room may call; knows no
 * messages and no broker.
 */
@NullMarked
package io.ternmq.routing;

import org.jspecify.annotations.NullMarked;
