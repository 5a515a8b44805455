// SPDX-License-Identifier: Apache-2.0
/**
 * What all patterns work with: a connection, messages in their typed form, threads, time, traces. Over {@code
 * jakarta.jms} and the API only, so that the patterns below work with any provider.
 */
@NullMarked
package io.ternmq.pattern;

import org.jspecify.annotations.NullMarked;
