// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AdministeredObjectsTest {

    private static TernQueueObject queue(String name) {
        TernQueueObject queue = new TernQueueObject();
        queue.setPhysicalName(name);
        return queue;
    }

    private static TernTopicObject topic(String name) {
        TernTopicObject topic = new TernTopicObject();
        topic.setPhysicalName(name);
        return topic;
    }

    @Test
    void areTakenByTheClientForTheDestinationsTheyName() {
        TernConnectionFactory factory = new TernConnectionFactory("vm://ra-admin?store=memory");
        for (Destination destination : List.of(queue("orders"), topic("events"))) {
            try (JMSContext context = factory.createContext();
                    JMSConsumer consumer = context.createConsumer(destination)) {
                context.createProducer().send(destination, "hello");
                assertThat(consumer.receiveBody(String.class, 5_000)).as(destination.toString()).isEqualTo("hello");
            }
        }
    }

    @Test
    void areNamedByEachOfTheirProperties() {
        TernQueueObject queue = new TernQueueObject();
        queue.setName(" orders ");
        assertThat(queue.getPhysicalName()).isEqualTo("orders").isEqualTo(queue.getName());
        queue.setDestinationName("returns");
        assertThat(queue.getQueueName()).isEqualTo("returns").isEqualTo(queue.getDestinationName());
        TernTopicObject topic = new TernTopicObject();
        topic.setName("events");
        assertThat(topic.getPhysicalName()).isEqualTo("events").isEqualTo(topic.getName());
        topic.setDestinationName("news");
        assertThat(topic.getTopicName()).isEqualTo("news").isEqualTo(topic.getDestinationName());
    }

    @Test
    void sayWhatIsMissingWhenTheyHaveNoName() {
        TernQueueObject queue = queue(" ");
        assertThatThrownBy(queue::getQueueName)
                .hasMessageContaining("Property physicalName of an administered queue is not set");
        assertThatThrownBy(new TernTopicObject()::getTopicName)
                .hasMessageContaining("Property physicalName of an administered topic is not set");
    }

    @Test
    void areEqualByNameAndSurviveBeingWritten() throws Exception {
        assertThat(queue("a")).isEqualTo(queue("a")).hasSameHashCodeAs(queue("a")).isNotEqualTo(queue("b"));
        assertThat((Object) topic("a")).isEqualTo(topic("a")).isNotEqualTo(queue("a")).hasToString("topic://a");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(queue("orders"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(queue("orders"));
        }
    }
}
