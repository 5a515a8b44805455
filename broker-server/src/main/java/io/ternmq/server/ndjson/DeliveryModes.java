// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import jakarta.jms.DeliveryMode;

/** The two delivery modes by their names in the specification. */
final class DeliveryModes {

    private static final String PERSISTENT = "PERSISTENT";
    private static final String NON_PERSISTENT = "NON_PERSISTENT";

    private DeliveryModes() {}

    static String word(int mode) {
        return mode == DeliveryMode.PERSISTENT ? PERSISTENT : NON_PERSISTENT;
    }

    static int parse(String word) {
        return switch (word) {
            case PERSISTENT -> DeliveryMode.PERSISTENT;
            case NON_PERSISTENT -> DeliveryMode.NON_PERSISTENT;
            default -> throw new MessageTextException(
                    "JMSDeliveryMode is PERSISTENT or NON_PERSISTENT, not \"" + word + '"');
        };
    }
}
