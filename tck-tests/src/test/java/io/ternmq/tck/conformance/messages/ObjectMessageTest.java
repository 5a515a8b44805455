// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.tck.conformance.Section;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("3.11 Messages of objects")
@Section({"3.11", "ObjectMessage"})
class ObjectMessageTest extends Scene {

    /** A class that every receiver of these tests trusts. */
    static class Order implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        int number = 7;
        Object content = "nothing";
    }

    /** A class that no receiver trusts; it tells whether it was made from a message. */
    static final class Intruder implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        private static final AtomicInteger MADE = new AtomicInteger();

        @Serial
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            MADE.incrementAndGet();
        }
    }

    /** A trusted object that cannot be read again. */
    static final class Broken extends Order {

        @Serial
        private static final long serialVersionUID = 1L;

        @Serial
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw new InvalidObjectException("on purpose");
        }
    }

    /** Holds something that is not serialisable. */
    static final class Stubborn extends Order {

        @Serial
        private static final long serialVersionUID = 1L;

        final Thread thread = Thread.currentThread();
    }

    /** Makes its own copy of {@link Order}, as the loader of another application would. */
    private static final class Application extends ClassLoader {

        Application() {
            super(ObjectMessageTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Order.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> own = findLoadedClass(name);
            return own == null ? define(name) : own;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = in == null ? new byte[0] : in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    ObjectMessageTest() {
        super(ClientPolicy.DEFAULT.withTrustedClasses(List.of(
                Order.class.getName(), Broken.class.getName(), "java.util.ArrayList")));
    }

    // --- content ------------------------------------------------------------------------------------------------

    @Test
    void aMessageHoldsTheObjectAsItWasWhenItWasSet() throws Exception {
        Order order = new Order();
        ObjectMessage message = session.createObjectMessage(order);
        order.number = 8;
        assertThat(message.getBody(Order.class).number).isEqualTo(7);
        message.setObject(order);
        order.number = 9;
        assertThat(through(message, ObjectMessage.class).getBody(Order.class).number).isEqualTo(8);
    }

    @Test
    @Section({"3.9", "3.12", "ObjectMessage"})
    void everyReadMakesAnObjectOfItsOwn() throws Exception {
        ObjectMessage message = session.createObjectMessage(new Order());
        ObjectMessage received = through(message, ObjectMessage.class);
        for (ObjectMessage each : List.of(message, received)) {
            Order first = each.getBody(Order.class);
            first.number = 99;
            assertThat(each.getBody(Order.class)).isNotSameAs(first);
            assertThat(((Order) each.getObject()).number).isEqualTo(7);
        }
    }

    @Test
    @Section({"3.12", "ObjectMessage"})
    void everySubscriberHasAnObjectOfItsOwn() throws Exception {
        Topic topic = session.createTopic("t");
        try (MessageConsumer one = session.createConsumer(topic);
                MessageConsumer two = session.createConsumer(topic);
                MessageProducer producer = session.createProducer(topic)) {
            producer.send(session.createObjectMessage(new Order()));
            arrived(one.receive(SOON), ObjectMessage.class).getBody(Order.class).number = 99;
            assertThat(arrived(two.receive(SOON), ObjectMessage.class).getBody(Order.class).number).isEqualTo(7);
        }
    }

    @Test
    void whatEveryProgramKnowsNeedsNoTrust() throws Exception {
        for (Serializable value : List.<Serializable>of("text", 1, 2L, 'c', 4.5, true, new int[][] {{1}, {2, 3}},
                new String[] {"a"}, new byte[100])) {
            assertThat(through(session.createObjectMessage(value), ObjectMessage.class).getObject()).isEqualTo(value);
        }
    }

    @Test
    @Section({"3.12", "ObjectMessage"})
    void nullIsAnObjectToo() throws Exception {
        ObjectMessage message = session.createObjectMessage(new Order());
        message.setObject(null);
        assertThat(message.getObject()).isNull();
        assertThat(through(message, ObjectMessage.class).getObject()).isNull();
    }

    @Test
    void whatCannotBeSerialisedIsRefusedAndKeepsTheOldObject() throws Exception {
        ObjectMessage message = session.createObjectMessage("old");
        assertThat(Refused.with(MessageFormatException.class, () -> message.setObject(new Stubborn())))
                .hasMessageContaining(Stubborn.class.getName())
                .hasCauseInstanceOf(java.io.NotSerializableException.class);
        assertThat(message.getObject()).isEqualTo("old");
        Refused.with(MessageFormatException.class, () -> session.createObjectMessage(new Stubborn()));
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Refused.unchecked(MessageFormatRuntimeException.class, () -> context.createObjectMessage(new Stubborn()));
        Refused.unchecked(
                MessageFormatRuntimeException.class, () -> context.createProducer().send(queue, new Stubborn()));
    }

    @Test
    @Section({"3.11.2", "ObjectMessage"})
    void aReceivedObjectCanBeReplacedAfterClearingOnly() throws Exception {
        ObjectMessage received = through(session.createObjectMessage(new Order()), ObjectMessage.class);
        Refused.with(MessageNotWriteableException.class, () -> received.setObject("new"));
        Refused.with(MessageNotWriteableException.class, () -> received.setObject(null));
        received.clearBody();
        assertThat(received.getObject()).isNull();
        received.setObject(new Intruder());
        assertThat(received.getBody(Intruder.class)).as("an object of its own needs no trust").isNotNull();
    }

    // --- trust --------------------------------------------------------------------------------------------------

    @Test
    void anUntrustedObjectIsNeverMadeAndTheErrorNamesClassAndSetting() throws Exception {
        int before = Intruder.MADE.get();
        ObjectMessage received = through(session.createObjectMessage(new Intruder()), ObjectMessage.class);
        assertThat(Refused.with(MessageFormatException.class, received::getObject))
                .hasMessageContaining(Intruder.class.getName())
                .hasMessageContaining("withTrustedClasses")
                .hasMessageContaining("trustedClasses=");
        Refused.with(MessageFormatException.class, () -> received.getBody(Serializable.class));
        assertThat(received.isBodyAssignableTo(Object.class)).isFalse();
        assertThat(Intruder.MADE).hasValue(before);
    }

    @Test
    void anUntrustedObjectInsideATrustedOneIsNamed() throws Exception {
        Order order = new Order();
        order.content = new ArrayList<>(List.of("harmless", new Intruder()));
        int before = Intruder.MADE.get();
        ObjectMessage received = through(session.createObjectMessage(order), ObjectMessage.class);
        assertThat(Refused.with(MessageFormatException.class, received::getObject))
                .hasMessageContaining(Intruder.class.getName());
        assertThat(Intruder.MADE).hasValue(before);
    }

    @Test
    void anArrayIsTrustedAsItsElementsAre() throws Exception {
        assertThat(through(session.createObjectMessage(new Order[] {new Order()}), ObjectMessage.class)
                .getBody(Order[].class)).hasSize(1);
        ObjectMessage refused = through(session.createObjectMessage(new Intruder[0]), ObjectMessage.class);
        assertThat(Refused.with(MessageFormatException.class, refused::getObject))
                .hasMessageContaining(Intruder.class.getName());
    }

    @Test
    void aReceiverThatDoesNotLookNeverFails() throws Exception {
        ObjectMessage message = session.createObjectMessage(new Intruder());
        message.setIntProperty("p", 1);
        ObjectMessage received = through(message, ObjectMessage.class);
        assertThat(received.getIntProperty("p")).isEqualTo(1);
        assertThat(received.getJMSMessageID()).isNotNull();
        assertThat(received.toString()).isNotNull();
        received.acknowledge();
        ObjectMessage forwarded = through(received, ObjectMessage.class);
        Refused.with(MessageFormatException.class, forwarded::getObject);
        assertThat(forwarded.getIntProperty("p")).isEqualTo(1);
    }

    @Test
    void anObjectThatFailsToBeReadIsAFormatErrorWithItsCause() throws Exception {
        ObjectMessage received = through(session.createObjectMessage(new Broken()), ObjectMessage.class);
        assertThat(Refused.with(MessageFormatException.class, received::getObject))
                .hasMessageContaining("on purpose")
                .hasCauseInstanceOf(InvalidObjectException.class);
        assertThat(received.isBodyAssignableTo(Broken.class)).isFalse();
        Refused.with(MessageFormatException.class, () -> received.getBody(Broken.class));
    }

    // --- class loaders ------------------------------------------------------------------------------------------

    @Test
    void classesComeFromTheLoaderOfTheReceivingThread() throws Exception {
        ObjectMessage received = through(session.createObjectMessage(new Order()), ObjectMessage.class);
        Application application = new Application();
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            Object read = received.getObject();
            assertThat(read.getClass().getName()).isEqualTo(Order.class.getName());
            assertThat((Object) read.getClass().getClassLoader()).isSameAs(application);
            assertThat(received.isBodyAssignableTo(Order.class)).isFalse();
        } finally {
            thread.setContextClassLoader(own);
        }
        assertThat(received.getObject()).isInstanceOf(Order.class);
    }

    @Test
    void aThreadWithoutALoaderReadsObjectsToo() throws Exception {
        ObjectMessage received = through(session.createObjectMessage(new Order()), ObjectMessage.class);
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(received.getObject()).isInstanceOf(Order.class);
        } finally {
            thread.setContextClassLoader(own);
        }
    }

    @Test
    void aMessageCanBeReadAfterItsConnectionIsClosed() throws Exception {
        Message received = through(session.createObjectMessage(new Order()), Message.class);
        connection.close();
        assertThat(received.getBody(Order.class).number).isEqualTo(7);
    }
}
