// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import org.HdrHistogram.Histogram;

/**
 * What became of a load.
 *
 * @param sent            messages sent
 * @param received        messages received, those of other runs included
 * @param missing         messages that should have arrived and did not
 * @param sendSeconds     from the beginning to the last message sent
 * @param receiveSeconds  from the beginning to the last message received
 * @param latencies       nanoseconds from when a message was due to be sent until it was received
 */
public record LoadResult(
        long sent,
        long received,
        long missing,
        double sendSeconds,
        double receiveSeconds,
        Histogram latencies) {

    /**
     * The rate of sending.
     *
     * @return messages a second
     */
    public double sentPerSecond() {
        return sendSeconds > 0 ? sent / sendSeconds : 0;
    }

    /**
     * The rate of receiving.
     *
     * @return messages a second
     */
    public double receivedPerSecond() {
        return receiveSeconds > 0 ? received / receiveSeconds : 0;
    }
}
