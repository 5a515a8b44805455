// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import io.ternmq.samples.quake.Quake;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.util.Locale;

/** Reports as messages. What subscribers select by is a typed property; what they read is the body. */
final class QuakeMessages {

    /** Property: the number of the report in this run. */
    static final String NUMBER = "report_number";

    /** Property: when it was published, by {@link System#nanoTime}. */
    static final String SENT_NANOS = "sent_nanos";

    private static final int HIGHEST_PRIORITY = 9;

    private QuakeMessages() {}

    /** The topic of a report: {@code quake.<network>.<type>}, each of them one level of the name. */
    static String topicOf(Quake quake) {
        return "quake." + level(quake.network()) + '.' + level(quake.type());
    }

    /** A level takes neither blanks nor dots nor wildcards: {@code quarry blast} becomes {@code quarry-blast}. */
    private static String level(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** Magnitude 6 overtakes magnitude 2. */
    static int priorityOf(Quake quake) {
        long rounded = Math.round(quake.strength().orElse(0));
        return (int) Math.max(0, Math.min(HIGHEST_PRIORITY, rounded));
    }

    /** The message of a report. */
    static Message write(JMSContext context, Quake quake, int number) throws JMSException {
        MapMessage message = context.createMapMessage();
        message.setJMSType("quake-report");
        message.setIntProperty(NUMBER, number);
        message.setStringProperty("id", quake.id());
        message.setStringProperty("network", quake.network());
        message.setStringProperty("type", quake.type());
        Double magnitude = quake.strength().magnitude();
        if (magnitude != null) {
            message.setDoubleProperty("magnitude", magnitude);
        }
        message.setDoubleProperty("latitude", quake.spot().latitude());
        message.setDoubleProperty("longitude", quake.spot().longitude());
        message.setDoubleProperty("depth_km", quake.spot().depthKm());
        message.setStringProperty("place", quake.spot().place());
        message.setBooleanProperty("tsunami", quake.review().tsunami());
        message.setIntProperty("significance", quake.review().significance());
        message.setStringProperty("status", quake.review().status());
        message.setString("headline", quake.headline());
        message.setLong("time", quake.timeMillis());
        message.setString("magnitude_type", quake.strength().scale());
        return message;
    }
}
