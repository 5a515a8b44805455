// SPDX-License-Identifier: Apache-2.0
/**
 * What the specification says about domains, administered objects, connections, sessions and contexts: one class for
 * each group of its sections, each test with a broker of its own. Only JUnit calls.
 */
@NullMarked
package io.ternmq.tck.conformance.connecting;

import org.jspecify.annotations.NullMarked;
