// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("8.6 Receiving message bodies synchronously")
@Section({"8.6", "JMSConsumer"})
class ReceiveBodyTest extends Stage {

    /** Somebody who sends to a queue and receives from it. */
    private record Talk(JMSContext context, Queue queue, JMSConsumer consumer, JMSContext sender) {

        Talk say(Object body) {
            if (body instanceof Message message) {
                sender.createProducer().send(queue, message);
            } else if (body instanceof byte[] bytes) {
                sender.createProducer().send(queue, bytes);
            } else if (body instanceof String text) {
                sender.createProducer().send(queue, text);
            } else {
                sender.createProducer().send(queue, (Serializable) body);
            }
            return this;
        }

        <T> T hear(Class<T> type) {
            return consumer.receiveBody(type, SOON);
        }

        void refuse(Class<?> type) {
            assertThatThrownBy(() -> consumer.receiveBody(type, SOON))
                    .isInstanceOf(MessageFormatRuntimeException.class)
                    .hasMessageMatching("(?s).{20,}");
            assertThatThrownBy(() -> consumer.receiveBodyNoWait(type))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            assertThatThrownBy(() -> consumer.receiveBody(type))
                    .isInstanceOf(MessageFormatRuntimeException.class);
        }
    }

    private Talk talk(int mode) {
        JMSContext context = context(mode);
        Queue queue = context.createQueue("q");
        return new Talk(context, queue, context.createConsumer(queue), context(JMSContext.AUTO_ACKNOWLEDGE));
    }

    private Talk talk() {
        return talk(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Test
    void theThreeFormsReturnTheBodyOfTheNextMessage() {
        Talk talk = talk().say("a").say("b").say("c");
        assertThat(talk.consumer.receiveBody(String.class)).isEqualTo("a");
        assertThat(talk.consumer.receiveBody(String.class, SOON)).isEqualTo("b");
        assertThat(talk.consumer.receiveBodyNoWait(String.class)).isEqualTo("c");
        assertThat(talk.consumer.receiveBodyNoWait(String.class)).isNull();
        assertThat(talk.consumer.receiveBody(String.class, 1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(classes = {String.class, CharSequence.class, Comparable.class, Serializable.class, Object.class})
    void aTextIsAnythingThatAStringIs(Class<?> type) {
        assertThat((Object) talk().say("text").hear(type)).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(classes = {StringBuilder.class, Integer.class, byte[].class, Map.class, char[].class})
    void aTextIsNothingElse(Class<?> type) {
        Talk talk = talk().say("text");
        talk.refuse(type);
        assertThat(talk.hear(String.class)).isEqualTo("text");
    }

    @Test
    void bytesAreAnArrayOrAnObject() {
        Talk talk = talk().say(new byte[] {1, 2}).say(new byte[] {3});
        talk.refuse(String.class);
        assertThat(talk.hear(byte[].class)).containsExactly(1, 2);
        assertThat(talk.hear(Object.class)).isEqualTo(new byte[] {3});
    }

    @Test
    void aMapIsAMapOrAnObject() {
        Talk talk = talk();
        talk.sender.createProducer().send(talk.queue, Map.of("k", "v"));
        talk.sender.createProducer().send(talk.queue, Map.of("n", 1));
        talk.refuse(java.util.HashMap.class);
        assertThat((Object) talk.hear(Map.class)).isEqualTo(Map.of("k", "v"));
        assertThat(talk.hear(Object.class)).isEqualTo(Map.of("n", 1));
    }

    @Test
    void anObjectIsWhateverItsClassIs() {
        Talk talk = talk().say(7).say(8).say(9).say(10);
        talk.refuse(String.class);
        talk.refuse(Long.class);
        assertThat(talk.hear(Serializable.class)).isEqualTo(7);
        assertThat(talk.hear(Integer.class)).isEqualTo(8);
        assertThat(talk.hear(Number.class)).isEqualTo(9);
        assertThat(talk.hear(Object.class)).isEqualTo(10);
    }

    @Test
    void anObjectThatIsNotTrustedIsAFormatErrorAndStays() {
        Talk talk = talk().say(new Untrusted());
        talk.refuse(Serializable.class);
        assertThat(talk.consumer.receive(SOON)).isNotNull();
    }

    private static final class Untrusted implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aStreamHasNoBodyToReceive() throws Exception {
        Talk talk = talk();
        StreamMessage stream = talk.sender.createStreamMessage();
        stream.writeInt(1);
        talk.say(stream);
        talk.refuse(Object.class);
        assertThat(talk.consumer.receive(SOON)).isInstanceOf(StreamMessage.class);
    }

    @Test
    void aPlainMessageHasNoBody() {
        Talk talk = talk();
        talk.say(talk.sender.createMessage());
        talk.refuse(Object.class);
        assertThat(talk.consumer.receive(SOON)).isNotNull();
    }

    @Test
    void messagesWithoutABodyAreRefusedWhateverTheirType() {
        Talk talk = talk();
        JMSContext maker = talk.sender;
        for (Message empty : List.of(
                maker.createTextMessage(), maker.createTextMessage(null), maker.createBytesMessage(),
                maker.createObjectMessage())) {
            talk.say(empty);
            talk.refuse(Object.class);
            assertThat(talk.consumer.receive(SOON)).isNotNull();
        }
    }

    @Test
    void noClassIsRefusedBeforeAnythingIsReceived() {
        Talk talk = talk(JMSContext.CLIENT_ACKNOWLEDGE).say("text");
        assertThatThrownBy(() -> talk.consumer.receiveBody(null)).isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> talk.consumer.receiveBody(null, 1))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThatThrownBy(() -> talk.consumer.receiveBodyNoWait(null))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(talk.hear(String.class)).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE})
    void whereTheSessionAcknowledgesAFailureIsNoDelivery(int mode) throws Exception {
        Talk talk = talk(mode).say("first").say("second");
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> talk.consumer.receiveBody(BigInteger.class, SOON))
                    .isInstanceOf(MessageFormatRuntimeException.class);
        }
        Message message = talk.consumer.receive(SOON);
        assertThat(textOf(message)).isEqualTo("first");
        assertThat(message.getJMSRedelivered()).isFalse();
        assertThat(message.getIntProperty("JMSXDeliveryCount")).isOne();
        assertThat(talk.hear(String.class)).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE})
    void aFailureAmongMessagesHeldReadyKeepsTheirOrder(int mode) {
        Talk talk = talk(mode);
        for (int i = 0; i < 60; i++) {
            talk.say("m" + i);
        }
        for (int i = 0; i < 60; i++) {
            if (i % 7 == 3) {
                assertThatThrownBy(() -> talk.hear(byte[].class)).isInstanceOf(MessageFormatRuntimeException.class);
            }
            assertThat(talk.hear(String.class)).isEqualTo("m" + i);
        }
    }

    @Test
    void aMessageThatFailedForOneConsumerMayGoToAnother() {
        Talk talk = talk().say("text");
        assertThatThrownBy(() -> talk.hear(byte[].class)).isInstanceOf(MessageFormatRuntimeException.class);
        JMSConsumer other = context(JMSContext.AUTO_ACKNOWLEDGE).createConsumer(talk.queue);
        assertThat(other.receiveBody(String.class, SOON)).isEqualTo("text");
    }

    @Test
    void whereTheProgramAcknowledgesAFailureIsADelivery() throws Exception {
        Talk talk = talk(JMSContext.CLIENT_ACKNOWLEDGE).say("first").say("second");
        assertThatThrownBy(() -> talk.hear(byte[].class)).isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(talk.hear(String.class)).isEqualTo("second");
        talk.context.recover();
        Message again = talk.consumer.receive(SOON);
        assertThat(textOf(again)).isEqualTo("first");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @Test
    void aFailureIsAcknowledgedWithTheRest() {
        Talk talk = talk(JMSContext.CLIENT_ACKNOWLEDGE).say("first").say("second");
        assertThatThrownBy(() -> talk.hear(byte[].class)).isInstanceOf(MessageFormatRuntimeException.class);
        talk.context.acknowledge();
        talk.context.recover();
        assertThat(talk.hear(String.class)).isEqualTo("second");
    }

    @Test
    void inATransactionAFailureIsADelivery() throws Exception {
        Talk talk = talk(JMSContext.SESSION_TRANSACTED).say("first").say("second");
        assertThatThrownBy(() -> talk.hear(byte[].class)).isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(talk.hear(String.class)).isEqualTo("second");
        talk.context.rollback();
        Message again = talk.consumer.receive(SOON);
        assertThat(textOf(again)).isEqualTo("first");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @Test
    void aCommitTakesTheFailureAway() {
        Talk talk = talk(JMSContext.SESSION_TRANSACTED).say("first").say("second");
        assertThatThrownBy(() -> talk.hear(byte[].class)).isInstanceOf(MessageFormatRuntimeException.class);
        talk.context.commit();
        assertThat(talk.hear(String.class)).isEqualTo("second");
        talk.context.rollback();
        assertThat(talk.hear(String.class)).isEqualTo("second");
    }

    @Test
    void aBodyThatIsReceivedIsAcknowledged() {
        Talk talk = talk().say("text");
        assertThat(talk.hear(String.class)).isEqualTo("text");
        talk.context.recover();
        talk.context.close();
        assertThat(context(JMSContext.AUTO_ACKNOWLEDGE).createConsumer(talk.queue).receiveNoWait()).isNull();
    }

    @Test
    void aWaitingReceiverOfABodyGetsNullWhenItsConsumerIsClosed() throws Exception {
        Talk talk = talk();
        CompletableFuture<String> body = blocked(() -> talk.consumer.receiveBody(String.class));
        talk.consumer.close();
        assertThat(soon(body)).isNull();
    }

    @Test
    void aClosedConsumerReceivesNoBodies() {
        Talk talk = talk();
        talk.consumer.close();
        assertThatThrownBy(() -> talk.consumer.receiveBody(String.class))
                .isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> talk.consumer.receiveBody(String.class, 1))
                .isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> talk.consumer.receiveBodyNoWait(String.class))
                .isInstanceOf(IllegalStateRuntimeException.class);
    }
}
