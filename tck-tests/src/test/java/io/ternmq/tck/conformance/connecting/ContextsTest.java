// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.server.Broker;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.BytesMessage;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6.1 and 6.2 Contexts: a connection and a session as one")
@Section({"6.1", "6.2", "JMSContext"})
class ContextsTest extends Stage {

    @Test
    void contextsOfOneConnectionAreSessionsOfTheirOwn() {
        JMSContext one = context(JMSContext.SESSION_TRANSACTED);
        JMSContext two = closing(one.createContext(JMSContext.SESSION_TRANSACTED));
        Queue queue = one.createQueue("q");
        one.createProducer().send(queue, "one");
        two.createProducer().send(queue, "two");
        one.rollback();
        two.commit();
        JMSConsumer consumer = context(JMSContext.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("two");
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }

    @Test
    @Section({"6.1.8", "6.2.15"})
    void theConnectionEndsWithTheLastOfItsContextsInWhateverOrder() {
        for (int last = 0; last < 3; last++) {
            JMSContext first = factory.createContext();
            List<JMSContext> contexts = new ArrayList<>(List.of(
                    first, first.createContext(JMSContext.CLIENT_ACKNOWLEDGE),
                    first.createContext(JMSContext.SESSION_TRANSACTED)));
            first.setExceptionListener(e -> {});
            JMSContext survivor = contexts.remove(last);
            for (JMSContext context : contexts) {
                context.close();
                assertThat(survivor.getMetaData()).isNotNull();
            }
            Topic temporary = survivor.createTemporaryTopic();
            survivor.close();
            JMSContext other = context(JMSContext.AUTO_ACKNOWLEDGE);
            assertThatThrownBy(() -> other.createProducer().send(temporary, "late"))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
        }
    }

    @Test
    @Section("6.1.8")
    void closingOneTwiceDoesNotCountTwice() {
        JMSContext first = factory.createContext();
        JMSContext second = closing(first.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        first.close();
        first.close();
        Queue queue = second.createTemporaryQueue();
        second.createProducer().send(queue, "a");
        assertThat(second.createConsumer(queue).receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    @Section("6.1.8")
    void closingOneEndsItsOwnReceiversOnly() throws Exception {
        JMSContext one = factory.createContext();
        JMSContext two = closing(one.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        Queue queue = one.createQueue("q");
        JMSConsumer ofOne = one.createConsumer(one.createQueue("other"));
        JMSConsumer ofTwo = two.createConsumer(queue);
        CompletableFuture<Message> ending = blocked(() -> ofOne.receive());
        CompletableFuture<Message> staying = blocked(() -> ofTwo.receive());
        one.close();
        assertThat(soon(ending)).isNull();
        assertThat(staying.isDone()).isFalse();
        context(JMSContext.AUTO_ACKNOWLEDGE).createProducer().send(queue, "a");
        assertThat(textOf(soon(staying))).isEqualTo("a");
    }

    @Test
    @Section("6.1.8")
    void closingTwoContextsAtOnceClosesTheirConnectionOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            JMSContext one = factory.createContext();
            one.setClientID("always the same");
            JMSContext two = one.createContext(JMSContext.AUTO_ACKNOWLEDGE);
            CompletableFuture<Void> closing = elsewhere(() -> {
                one.close();
                return null;
            });
            two.close();
            soon(closing);
            assertThatThrownBy(two::start).isInstanceOf(IllegalStateRuntimeException.class);
        }
    }

    @Test
    @Section("6.1.8")
    void aContextOfALostConnectionClosesAllTheSame() {
        Broker running = described().start();
        JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED);
        JMSContext sibling = context.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        context.createConsumer(context.createQueue("q"));
        context.createProducer().send(context.createQueue("other"), "a");
        running.close();
        assertThatThrownBy(() -> context.createConsumer(context.createQueue("q2")))
                .isInstanceOfSatisfying(JMSRuntimeException.class, e ->
                        assertThat(e.getErrorCode()).isEqualTo("TERN-601"));
        assertThatCode(context::close).doesNotThrowAnyException();
        assertThatCode(sibling::close).doesNotThrowAnyException();
        assertThatThrownBy(context::commit).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    @Section("6.1.5")
    void stoppingOneStopsTheConnectionOfAll() {
        JMSContext one = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext two = closing(one.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        Queue queue = one.createQueue("q");
        JMSConsumer consumer = one.createConsumer(queue);
        two.stop();
        two.createProducer().send(queue, "a");
        assertThat(consumer.receive(BRIEFLY)).isNull();
        two.start();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    @Section({"6.2.4", "6.2"})
    void itMakesMessagesOfEveryKind() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(context.createMessage()).isNotInstanceOfAny(
                TextMessage.class, BytesMessage.class, MapMessage.class, StreamMessage.class, ObjectMessage.class);
        assertThat(context.createTextMessage().getText()).isNull();
        assertThat(context.createTextMessage("t").getText()).isEqualTo("t");
        assertThat(context.createObjectMessage().getObject()).isNull();
        assertThat(context.createObjectMessage(7).getObject()).isEqualTo(7);
        context.createBytesMessage().writeByte((byte) 1);
        context.createStreamMessage().writeInt(1);
        context.createMapMessage().setInt("n", 1);
    }

    @Test
    @Section("6.2.4")
    void aMessageIsSentByAnySessionNotOnlyTheOneThatMadeIt() throws Exception {
        JMSContext maker = context(JMSContext.AUTO_ACKNOWLEDGE);
        TextMessage message = maker.createTextMessage("a");
        maker.close();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, message);
        var session = session(jakarta.jms.Session.AUTO_ACKNOWLEDGE);
        session.createProducer(queue).send(message);
        assertThat(next(session.createConsumer(queue), 2)).containsExactly("a", "a");
    }

    @Test
    void itsRefusalsAreTheUncheckedTwinsAndCarryTheCheckedOnes() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        assertThatThrownBy(() -> context.createConsumer(queue, "a ="))
                .isInstanceOfSatisfying(InvalidSelectorRuntimeException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo("TERN-102");
                    assertThat(e.getCause()).isInstanceOf(JMSException.class);
                    assertThat(e.getMessage()).isEqualTo(e.getCause().getMessage());
                });
        assertThatThrownBy(() -> context.createConsumer(null))
                .isInstanceOf(InvalidDestinationRuntimeException.class)
                .hasCauseInstanceOf(JMSException.class);
        assertThatThrownBy(context::commit).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void anUnsharedDurableSubscriptionNeedsAClientIdentifier() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = context.createTopic("t");
        assertThatThrownBy(() -> context.createDurableConsumer(topic, "s"))
                .isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> context.createDurableConsumer(topic, "s", "a = 1", true))
                .isInstanceOf(IllegalStateRuntimeException.class);
        context.createSharedDurableConsumer(topic, "s").close();
        context.unsubscribe("s");
    }

    @Test
    void aRefusedConsumerDoesNotStartTheConnection() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(queue);
        context.setAutoStart(true);
        context.createProducer().send(queue, "a");
        assertThatThrownBy(() -> context.createConsumer(null)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> context.createConsumer(queue, "=(")).isInstanceOf(JMSRuntimeException.class);
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }
}
