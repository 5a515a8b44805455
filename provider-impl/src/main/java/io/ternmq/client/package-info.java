// SPDX-License-Identifier: Apache-2.0
/**
 * The client's end of a connection: requests and their answers, numbers, and the way of events to consumers. Called
 * by the sessions of {@code client.session}; knows nothing of {@code jakarta.jms}.
 */
@NullMarked
package io.ternmq.client;

import org.jspecify.annotations.NullMarked;
