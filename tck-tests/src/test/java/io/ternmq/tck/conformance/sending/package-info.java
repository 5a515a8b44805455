// SPDX-License-Identifier: Apache-2.0
/**
 * What the specification says about sending, delivery guarantees, exceptions and the facilities for application
 * servers. Where time matters or something has to break, the broker is one of the test kit. Only JUnit calls.
 */
@NullMarked
package io.ternmq.tck.conformance.sending;

import org.jspecify.annotations.NullMarked;
