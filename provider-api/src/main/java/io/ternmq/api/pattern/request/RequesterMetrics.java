// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

/**
 * What a requester has done so far. The figures are read one after the other: while it works they may not add up.
 *
 * @param sent        requests that were sent
 * @param answered    requests with a good reply
 * @param failed      requests that the other side failed over, whose reply could not be read, or that were lost with
 *                    the connection
 * @param timedOut    requests without a reply in time
 * @param cancelled   requests that the program ended itself
 * @param refused     requests that were not sent because too many were outstanding
 * @param late        replies that nobody waited for any more, of all requesters of the {@code Messaging}
 * @param outstanding requests that wait at the moment
 */
public record RequesterMetrics(
        long sent,
        long answered,
        long failed,
        long timedOut,
        long cancelled,
        long refused,
        long late,
        int outstanding) {}
