// SPDX-License-Identifier: Apache-2.0
/**
 * Chapter 8 of the specification clause by clause, and what chapters 4 and 6 say about consuming: consumers, the ways
 * to receive, subscriptions of each kind, browsers, acknowledgement and redelivery. Only JUnit calls.
 */
@NullMarked
package io.ternmq.tck.conformance.receiving;

import org.jspecify.annotations.NullMarked;
