// SPDX-License-Identifier: Apache-2.0
/**
 * What the specification says about messages and sending: one class for each group of its sections, each test with a
 * broker of its own. Only JUnit calls.
 */
@NullMarked
package io.ternmq.tck.conformance.messages;

import org.jspecify.annotations.NullMarked;
