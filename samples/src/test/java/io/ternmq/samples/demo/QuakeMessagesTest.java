// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.samples.quake.Quake;
import io.ternmq.samples.quake.QuakeFile;
import io.ternmq.samples.quake.Review;
import io.ternmq.samples.quake.Spot;
import io.ternmq.samples.quake.Strength;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuakeMessagesTest {

    @Test
    void makesALevelOfATypeWithABlank() {
        assertThat(QuakeMessages.topicOf(quake("quarry blast", 1.5))).isEqualTo("quake.ak.quarry-blast");
        assertThat(QuakeMessages.topicOf(quake("Rock*burst #2.", 1.5))).isEqualTo("quake.ak.rock-burst-2-");
    }

    @Test
    void everyTopicOfTheFileHasThreePlainLevels() {
        assertThat(QuakeFile.load()).extracting(QuakeMessages::topicOf)
                .allSatisfy(topic -> assertThat(topic).matches("quake\\.[a-z]+\\.[a-z-]+"));
    }

    @Test
    void strongReportsHaveAHigherPriority() {
        assertThat(QuakeMessages.priorityOf(quake("earthquake", 6.4))).isEqualTo(6);
        assertThat(QuakeMessages.priorityOf(quake("earthquake", 11.0))).isEqualTo(9);
        assertThat(QuakeMessages.priorityOf(quake("earthquake", -0.9))).isZero();
        assertThat(QuakeMessages.priorityOf(quake("earthquake", null))).isZero();
    }

    @Test
    void writesTypedProperties() throws JMSException {
        try (JMSContext context = new TernConnectionFactory("vm://messages").createContext()) {
            MapMessage message = (MapMessage) QuakeMessages.write(context, quake("earthquake", 6.4), 12);

            assertThat(message.getObjectProperty("magnitude")).isEqualTo(6.4);
            assertThat(message.getObjectProperty("depth_km")).isEqualTo(-1.5);
            assertThat(message.getObjectProperty("tsunami")).isEqualTo(true);
            assertThat(message.getObjectProperty("significance")).isEqualTo(7);
            assertThat(message.getObjectProperty("place")).isEqualTo("Here, there");
            assertThat(message.getObjectProperty(QuakeMessages.NUMBER)).isEqualTo(12);
            assertThat(message.getString("headline")).isEqualTo("M 6.4, Here, there");
            assertThat(message.getLong("time")).isEqualTo(5);
        }
    }

    @Test
    void anUnmeasuredReportHasNoMagnitude() throws JMSException {
        try (JMSContext context = new TernConnectionFactory("vm://messages").createContext()) {
            assertThat(QuakeMessages.write(context, quake("earthquake", null), 0).propertyExists("magnitude"))
                    .isFalse();
        }
    }

    private static Quake quake(String type, @Nullable Double magnitude) {
        return new Quake("x1", 5, "ak", type, new Strength(magnitude, "ml"), new Spot(1, 2, -1.5, "Here, there"),
                new Review(true, 7, "reviewed"));
    }
}
