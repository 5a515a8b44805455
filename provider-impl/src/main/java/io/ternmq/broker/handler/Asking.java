// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.state.ConnectionState;

/**
 * Who asks, and when.
 *
 * @param connection the connection
 * @param nowMillis  the moment, in milliseconds since 1970
 * @param isRetry    whether the request has waited for room already and is not to queue up behind others again
 */
public record Asking(ConnectionState connection, long nowMillis, boolean isRetry) {}
