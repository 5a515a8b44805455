// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.regex.Pattern;

/**
 * Names a message for good: the producers of all victims of a store count on where their predecessors were killed.
 *
 * @param producer who sent it
 * @param number   grows with each message that the producer intends to send
 */
record MessageId(int producer, int number) {

    private static final Pattern DOT = Pattern.compile("\\.");

    /** Reads the form that {@link #toString} writes. */
    static MessageId parse(String text) {
        String[] parts = DOT.split(text, -1);
        return new MessageId(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return producer + "." + number;
    }
}
