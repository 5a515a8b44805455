// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

/**
 * What a responder has done so far.
 *
 * @param answered      requests with a good reply
 * @param failed        requests over which the handler failed, which could not be read, or whose reply could not be
 *                      written
 * @param commands      messages without a reply-to
 * @param undeliverable replies that the provider did not take, mostly because the requester is gone
 * @param pending       requests whose stage is not complete
 * @param totalNanos    time spent in the handler, in nanoseconds; that of a stage does not count
 */
public record ResponderMetrics(
        long answered, long failed, long commands, long undeliverable, int pending, long totalNanos) {}
