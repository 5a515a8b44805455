// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;

/**
 * What the strongest desk remembers of a report.
 *
 * @param id         identifier of the report
 * @param magnitude  how strong; negative infinity when nobody measured it
 * @param timeMillis when the ground shook
 * @param headline   in words
 */
record Sighting(String id, double magnitude, long timeMillis, String headline) {

    static Sighting read(Message report) throws JMSException {
        MapMessage body = (MapMessage) report;
        boolean measured = report.propertyExists("magnitude");
        return new Sighting(
                report.getStringProperty("id"),
                measured ? report.getDoubleProperty("magnitude") : Double.NEGATIVE_INFINITY,
                body.getLong("time"),
                body.getString("headline"));
    }

    /** The stronger one of two, the earlier one of equals: a strong report may have overtaken a weak one. */
    Sighting stronger(Sighting other) {
        if (magnitude == other.magnitude) {
            return timeMillis <= other.timeMillis ? this : other;
        }
        return magnitude > other.magnitude ? this : other;
    }

    void writeTo(MapMessage answer) throws JMSException {
        answer.setString("id", id);
        answer.setDouble("magnitude", magnitude);
        answer.setString("headline", headline);
    }
}
