// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

/**
 * What a load consists of.
 *
 * @param destination  name of the queue or topic
 * @param topic        whether it is a topic
 * @param producers    how many connections send; 0 or more
 * @param consumers    how many connections receive; 0 or more
 * @param bodyBytes    size of a body; at least {@value #LEAST_BYTES}
 * @param persistent   whether messages must survive a crash of the broker
 * @param transactions how many messages a transaction has, on both sides; 0 for none
 * @param pace         how fast and how long
 */
public record LoadPlan(
        String destination,
        boolean topic,
        int producers,
        int consumers,
        int bodyBytes,
        boolean persistent,
        int transactions,
        Pace pace) {

    /** Room for what a body says about its message. */
    public static final int LEAST_BYTES = Stamp.BYTES;

    /** Checks the numbers. */
    public LoadPlan {
        if (producers < 0 || consumers < 0 || producers + consumers == 0) {
            throw new IllegalArgumentException("A load needs at least one producer or consumer");
        }
        if (bodyBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("A body has at least " + LEAST_BYTES + " bytes, not " + bodyBytes);
        }
        if (transactions < 0) {
            throw new IllegalArgumentException("A transaction has 1 or more messages, or 0 for no transactions");
        }
    }

    /** How many messages are to arrive when so many were sent. */
    long expected(long sent) {
        if (producers == 0 || consumers == 0) {
            return 0;
        }
        return topic ? sent * consumers : sent;
    }
}
