// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import java.util.List;

/**
 * Closes a consumer; answered by {@link Reply.Done}, after which no delivery for it follows. Deliveries that are not
 * named stay in flight until they are settled or the connection ends.
 *
 * @param consumer    number of the consumer
 * @param settlements what becomes of deliveries that the client still holds, applied before the consumer is closed
 */
public record CloseConsumer(long consumer, List<Settlement> settlements) implements Request {}
