// SPDX-License-Identifier: Apache-2.0
/**
 * Spans of OpenTelemetry around sending and handling. The library is optional: nothing but boot refers to this room,
 * and only when it is there.
 */
@NullMarked
package io.ternmq.pattern.otel;

import org.jspecify.annotations.NullMarked;
