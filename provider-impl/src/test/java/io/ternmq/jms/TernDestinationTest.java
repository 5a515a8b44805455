// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TernDestinationTest {

    @Test
    void tellsItsNameInItsDomain() throws Exception {
        assertThat(new TernQueue("orders").getQueueName()).isEqualTo("orders");
        assertThat(new TernTopic("prices").getTopicName()).isEqualTo("prices");
        assertThat(new TernQueue("orders")).hasToString("queue://orders");
        assertThat(new TernTopic("prices")).hasToString("topic://prices");
    }

    @Test
    void isEqualByDomainAndName() {
        assertThat(new TernQueue("a")).isEqualTo(new TernQueue("a")).hasSameHashCodeAs(new TernQueue("a"));
        assertThat(new TernQueue("a")).isNotEqualTo(new TernQueue("b")).isNotEqualTo(new TernTopic("a"));
        assertThat(TernDestination.of(temporary("t"))).isEqualTo(new TernTemporaryQueue(temporary("t"), null));
    }

    @ParameterizedTest
    @EnumSource
    void survivesSerialisation(AddressKind kind) throws Exception {
        TernDestination destination = TernDestination.of(Address.of(kind, "a.b"));

        TernDestination read = reread(destination);

        assertThat(read).isEqualTo(destination).hasSameClassAs(destination);
        assertThat(read.address().kind()).isEqualTo(kind);
    }

    @Test
    void aTemporaryOneIsDeletedByItsConnection() throws Exception {
        List<TernDestination> deleted = new ArrayList<>();
        TernTemporaryQueue queue = new TernTemporaryQueue(temporary("q"), deleted::add);
        TernTemporaryTopic topic =
                new TernTemporaryTopic(Address.of(AddressKind.TEMPORARY_TOPIC, "t"), deleted::add);

        queue.delete();
        topic.delete();

        assertThat(deleted).containsExactly(queue, topic);
    }

    @Test
    void aTemporaryOneThatCameWithAMessageCannotBeDeleted() throws Exception {
        TemporaryQueue named = (TemporaryQueue) TernDestination.of(temporary("q"));
        TemporaryQueue read = reread(new TernTemporaryQueue(temporary("q"), gone -> { }));

        assertThatThrownBy(named::delete).isInstanceOf(JMSException.class).hasMessageContaining("queue://q");
        assertThatThrownBy(read::delete).isInstanceOf(JMSException.class);
    }

    @Test
    void foreignDestinationsCountByName() throws Exception {
        assertThat(TernDestination.addressOf(foreign("getQueueName", "x", Queue.class))).isEqualTo(Address.queue("x"));
        assertThat(TernDestination.addressOf(foreign("getTopicName", "x", Topic.class))).isEqualTo(Address.topic("x"));
        assertThat(TernDestination.addressOf(foreign("getQueueName", "x", TemporaryQueue.class)).kind())
                .isEqualTo(AddressKind.TEMPORARY_QUEUE);
        assertThat(TernDestination.addressOf(foreign("getTopicName", "x", TemporaryTopic.class)).kind())
                .isEqualTo(AddressKind.TEMPORARY_TOPIC);
        assertThat(TernDestination.addressOf(new TernTopic("own"))).isEqualTo(Address.topic("own"));
    }

    @Test
    void theNameThatIsSetDecidesWhenAForeignClassIsBoth() throws Exception {
        assertThat(TernDestination.addressOf(foreign("getTopicName", "x", Queue.class, Topic.class)))
                .isEqualTo(Address.topic("x"));
        assertThat(TernDestination.addressOf(foreign("getQueueName", "x", Queue.class, Topic.class)))
                .isEqualTo(Address.queue("x"));
    }

    @Test
    void refusesADestinationWithoutAName() {
        Destination bare = foreign("", "", Destination.class);
        Destination empty = foreign("getQueueName", "", Queue.class);
        Destination blank = foreign("getTopicName", " ", Topic.class);
        Destination both = (Destination) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Queue.class, Topic.class}, (self, method, args) -> "x");

        for (Destination destination : new Destination[] {null, bare, empty, blank, both, new TernQueue(" ")}) {
            assertThatThrownBy(() -> TernDestination.addressOf(destination))
                    .isInstanceOf(InvalidDestinationException.class);
        }
    }

    private static Address temporary(String name) {
        return Address.of(AddressKind.TEMPORARY_QUEUE, name);
    }

    private static Destination foreign(String getter, String name, Class<?>... interfaces) {
        Map<String, String> answers = Map.of(getter, name);
        return (Destination) Proxy.newProxyInstance(
                TernDestinationTest.class.getClassLoader(),
                interfaces,
                (self, method, args) -> answers.get(method.getName()));
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // the test's own bytes
    private static <T> T reread(T object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
