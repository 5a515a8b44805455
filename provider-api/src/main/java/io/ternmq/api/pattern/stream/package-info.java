// SPDX-License-Identifier: Apache-2.0
/**
 * Event streams: a retained, ordered log that a broker keeps behind a topic, read from any place as often as somebody
 * likes. Needs a TernMQ broker.
 */
@NullMarked
package io.ternmq.api.pattern.stream;

import org.jspecify.annotations.NullMarked;
