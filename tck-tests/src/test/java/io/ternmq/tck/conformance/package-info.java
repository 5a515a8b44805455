// SPDX-License-Identifier: Apache-2.0
/**
 * Conformance with Jakarta Messaging 3.1, from the outside: only the standard interfaces and the connection factory.
 * Every test names its {@link io.ternmq.tck.conformance.Section section}; the rooms below follow the chapters.
 */
@NullMarked
package io.ternmq.tck.conformance;

import org.jspecify.annotations.NullMarked;
