// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.server.Broker;
import io.ternmq.jms.TernQueue;
import io.ternmq.jms.TernTopic;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XATopicConnectionFactory;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.Referenceable;
import javax.naming.spi.NamingManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Administered objects in a naming service")
@Section("5.1")
@SuppressWarnings({"BanJNDI", "JdkObsolete"}) // that is what is tested
class AdministeredObjectsTest extends Stage {

    static Stream<Object> administered() {
        return Stream.of(
                new TernConnectionFactory("vm://shop?clientId=till-1&user=ann&password=s%26ecret&maxPrefetch=4"),
                new TernXAConnectionFactory("vm://shop?trustedClasses=com.acme.*,java.time.*"),
                new TernQueue("orders"),
                new TernTopic("prices.eu"));
    }

    @ParameterizedTest
    @MethodSource("administered")
    void isReferenceableSerializableAndABean(Object object) throws Exception {
        assertThat(object).isInstanceOf(Referenceable.class).isInstanceOf(Serializable.class);
        assertThat(object.getClass().getConstructor()).isNotNull();
        assertThat(settable(object)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("administered")
    void isEqualAfterItsReferenceWasResolved(Object object) throws Exception {
        Object resolved = NamingManager.getObjectInstance(
                ((Referenceable) object).getReference(), null, null, new Hashtable<>());

        assertThat(resolved).isEqualTo(object).hasSameClassAs(object).hasSameHashCodeAs(object);
    }

    @ParameterizedTest
    @MethodSource("administered")
    void isEqualAfterItWasSerialised(Object object) throws Exception {
        Object read = reread(object);

        assertThat(read).isEqualTo(object).hasSameClassAs(object).hasSameHashCodeAs(object);
    }

    @ParameterizedTest
    @MethodSource("administered")
    void isEqualWhenItsPropertiesAreSetOnANewOne(Object object) throws Exception {
        Object copy = object.getClass().getConstructor().newInstance();
        for (PropertyDescriptor property : settable(object)) {
            property.getWriteMethod().invoke(copy, property.getReadMethod().invoke(object));
        }

        assertThat(copy).isEqualTo(object);
    }

    @Test
    void aFactoryThatWasBoundAndFoundMakesConnections() throws Exception {
        Context context = context("connectionFactory.none", "vm://unused");
        context.createSubcontext("shop").bind("factory", factory);
        ConnectionFactory found = (ConnectionFactory) context.lookup("shop/factory");

        try (Connection connection = found.createConnection(); JMSContext simplified = found.createContext()) {
            assertThat(connection.createSession().createTextMessage("x").getText()).isEqualTo("x");
            assertThat(simplified.createTextMessage("y").getText()).isEqualTo("y");
        }
    }

    @Test
    void lookingUpOpensNothing() throws Exception {
        String unused = "unused-" + broker;
        Context context = context("connectionFactory.shop", "vm://" + unused, "queue.orders", "orders");

        assertThat(context.lookup("shop")).isInstanceOf(ConnectionFactory.class);
        assertThat(context.lookup("orders")).isInstanceOf(Queue.class);
        assertThat(Broker.find(unused)).isEmpty();
    }

    @Test
    void everyNamedObjectIsFoundAsWhatItIs() throws Exception {
        Context context = context(
                "connectionFactory.shop", factory.getUri(),
                "xaConnectionFactory.xaShop", factory.getUri(),
                "queue.orders", "o",
                "topic.prices/eu", "p.eu");

        assertThat(context.lookup("shop")).isInstanceOf(ConnectionFactory.class)
                .isInstanceOf(QueueConnectionFactory.class)
                .isInstanceOf(TopicConnectionFactory.class)
                .isNotInstanceOf(XAConnectionFactory.class);
        assertThat(context.lookup("xaShop")).isInstanceOf(XAConnectionFactory.class)
                .isInstanceOf(XAQueueConnectionFactory.class)
                .isInstanceOf(XATopicConnectionFactory.class);
        assertThat(((Queue) context.lookup("orders")).getQueueName()).isEqualTo("o");
        assertThat(((Topic) context.lookup("prices/eu")).getTopicName()).isEqualTo("p.eu");
    }

    @Test
    @Section({"5.2", "6.2.3"})
    void messagesMeetAtDestinationsFromEverySource() throws Exception {
        Context context = context("queue.orders", "shop.orders");
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        List<Queue> sources = List.of(
                (Queue) context.lookup("orders"),
                (Queue) context.lookup("dynamicQueues/shop.orders"),
                (Queue) reread(context.lookup("orders")),
                session.createQueue("shop.orders"));

        MessageConsumer consumer = session.createConsumer(session.createQueue("shop.orders"));
        for (Queue source : sources) {
            send(session, source, "m");
            Message message = Objects.requireNonNull(consumer.receive(SOON));
            assertThat(message.getJMSDestination()).isEqualTo(source);
        }
    }

    @Test
    @Section("5.2")
    void aTopicThatWasLookedUpCanBeSubscribedTo() throws Exception {
        Context context = context("topic.prices", "prices.eu");
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer((Topic) context.lookup("prices"));

        send(session, (Destination) context.lookup("dynamicTopics/prices.eu"), "p");

        assertThat(next(consumer)).isEqualTo("p");
    }

    @Test
    @Section({"5.2", "3.4.6", "Queue", "Topic"})
    void aDestinationWithoutANameIsRefusedAsPlaceForAnswersToo() throws Exception {
        TernQueue answers = new TernQueue();
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue orders = session.createQueue("orders");
        MessageProducer producer = session.createProducer(orders);
        Message request = session.createMessage();
        request.setJMSReplyTo(answers);
        JMSProducer simplified = context(Session.AUTO_ACKNOWLEDGE).createProducer().setJMSReplyTo(answers);

        assertThatThrownBy(() -> producer.send(request)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> simplified.send(orders, "m")).isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(answers::getQueueName).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(new TernTopic()::getTopicName).isInstanceOf(InvalidDestinationException.class);

        answers.setName("answers");
        producer.send(request);
        Message received = Objects.requireNonNull(session.createConsumer(orders).receive(SOON));
        assertThat(received.getJMSReplyTo()).isEqualTo(session.createQueue("answers"));
    }

    @Test
    @Section({"5.2", "2.14"})
    void destinationsAndFactoriesAreSharedByThreads() throws Exception {
        Context context = context("queue.orders", "orders");
        Queue queue = (Queue) context.lookup("orders");
        List<CompletableFuture<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            senders.add(elsewhere(() -> {
                try (JMSContext each = factory.createContext()) {
                    each.createProducer().send(queue, "m");
                    return 1;
                }
            }));
        }
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        for (CompletableFuture<Integer> sender : senders) {
            assertThat(soon(sender)).isEqualTo(1);
        }
        assertThat(next(session.createConsumer(queue), 4)).hasSize(4);
    }

    @Test
    @Section("5.3")
    void oneFactoryServesAllFourApis() throws Exception {
        Context context = context();
        context.bind("f", factory);

        Connection classic = closing(((ConnectionFactory) context.lookup("f")).createConnection());
        JMSContext simplified = closing(((ConnectionFactory) context.lookup("f")).createContext());
        QueueConnection queues = closing(((QueueConnectionFactory) context.lookup("f")).createQueueConnection());
        TopicConnection topics = closing(((TopicConnectionFactory) context.lookup("f")).createTopicConnection());

        QueueSession session = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThat(classic.getMetaData().getJMSMajorVersion()).isEqualTo(3);
        assertThat(simplified.getMetaData().getJMSMinorVersion()).isEqualTo(1);
        assertThat(session.createQueue("q").getQueueName()).isEqualTo("q");
        assertThat(topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE).createTopic("t").getTopicName())
                .isEqualTo("t");
    }

    @Test
    @Section({"5.3", "6.1.2"})
    void theClientIdentifierOfAFactoryIsGivenToItsConnections() throws Exception {
        factory.setClientId("till-1");
        Context context = context("connectionFactory.till", (String) factory.getReference().get("uri").getContent());

        Connection connection = closing(((ConnectionFactory) context.lookup("till")).createConnection());

        assertThat(connection.getClientID()).isEqualTo("till-1");
    }

    // --- steps --------------------------------------------------------------------------------------------------

    private static Context context(String... entries) throws Exception {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "io.ternmq.jndi.TernInitialContextFactory");
        for (int i = 0; i < entries.length; i += 2) {
            environment.put(entries[i], entries[i + 1]);
        }
        return new InitialContext(environment);
    }

    private static List<PropertyDescriptor> settable(Object bean) throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(bean.getClass(), Object.class).getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null && property.getReadMethod() != null)
                .toList();
    }

    @SuppressWarnings("BanSerializableRead") // the test's own bytes
    private static Object reread(Object object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
