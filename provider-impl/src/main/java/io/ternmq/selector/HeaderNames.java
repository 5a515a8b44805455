// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import java.util.List;

/** Which of the names that begin with {@code JMS} a selector may read. */
final class HeaderNames {

    private static final List<String> READABLE = List.of(
            "JMSDeliveryMode", "JMSPriority", "JMSMessageID", "JMSTimestamp", "JMSCorrelationID", "JMSType");

    private HeaderNames() {}

    static boolean mayRead(String name) {
        return !name.startsWith("JMS") || name.startsWith("JMSX") || name.startsWith("JMS_")
                || READABLE.contains(name);
    }

    /** Lists what may be read, for an error message. */
    static String readable() {
        return "one of " + String.join(", ", READABLE) + ", or a property (JMSX…, JMS_… or not beginning with JMS)";
    }
}
