// SPDX-License-Identifier: Apache-2.0
/**
 * The test kit: a broker inside a JUnit test, with a clock that only the test moves, with crash and restart, and with
 * faults that come from a seed. Called by tests of programs that use TernMQ and by the tests of TernMQ itself; it
 * knows the inside of the broker, its users need not.
 *
 * <p>Begin with {@link io.ternmq.test.TernMQTest} on a test class and a parameter of type
 * {@link io.ternmq.test.TestBroker}.
 */
@NullMarked
package io.ternmq.test;

import org.jspecify.annotations.NullMarked;
