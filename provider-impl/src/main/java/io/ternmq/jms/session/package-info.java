// SPDX-License-Identifier: Apache-2.0
/**
 * Connections, sessions, producers, consumers, browsers and contexts of {@code jakarta.jms}: the rules of the
 * specification about arguments, states and exceptions, on top of {@code client.session}. Opened by {@code boot};
 * programs see the interfaces only.
 */
@NullMarked
package io.ternmq.jms.session;

import org.jspecify.annotations.NullMarked;
