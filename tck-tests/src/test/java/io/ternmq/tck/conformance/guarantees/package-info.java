// SPDX-License-Identifier: Apache-2.0
/**
 * The delivery guarantees by their names: at most once, at least once, and exactly once into the broker. Each test has
 * a broker of the test kit, which it lets die. Only JUnit calls.
 */
@NullMarked
package io.ternmq.tck.conformance.guarantees;

import org.jspecify.annotations.NullMarked;
