// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.publish;

/**
 * What a publisher has done so far. The figures are read one after the other: while it publishes they may not add up.
 *
 * @param sent       messages that the provider has taken
 * @param failed     messages that could not be written or were refused by the provider
 * @param refused    messages that {@code tryPublish} did not take because it would have had to wait
 * @param inFlight   messages that are on their way at the moment
 * @param bytes      size of the bodies that were sent: characters of text, octets of bytes; 0 for maps
 * @param lastMillis when the last one was taken, in milliseconds since 1970-01-01T00:00Z; 0 for never
 */
public record PublisherMetrics(long sent, long failed, long refused, int inFlight, long bytes, long lastMillis) {}
