// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.tck.conformance.Section;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("7.4 and 7.7 Delivery options of producers")
@Section("7.4")
class DeliveryOptionsTest extends Sending {

    @ParameterizedTest
    @ValueSource(ints = {0, 3, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    @Section({"7.4", "7.7", "DeliveryMode"})
    void thereAreTwoDeliveryModes(int mode) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING, () -> producer.setDeliveryMode(mode));
            assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        }
        JMSProducer simple = context(JMSContext.AUTO_ACKNOWLEDGE).createProducer();
        Refusal.twin(JMSRuntimeException.class, ErrorCode.INVALID_SETTING, () -> simple.setDeliveryMode(mode));
        assertThat(simple.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void thereAreTenPriorities(int priority) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setPriority(7);
            Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING, () -> producer.setPriority(priority));
            assertThat(producer.getPriority()).isEqualTo(7);
        }
        JMSProducer simple = context(JMSContext.AUTO_ACKNOWLEDGE).createProducer();
        Refusal.twin(JMSRuntimeException.class, ErrorCode.INVALID_SETTING, () -> simple.setPriority(priority));
        assertThat(simple.getPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    @Section({"7.8", "7.9"})
    void noTimeIsNegative(long millis) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setTimeToLive(5);
            producer.setDeliveryDelay(6);
            Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING, () -> producer.setTimeToLive(millis));
            Refusal.of(JMSException.class, ErrorCode.INVALID_SETTING, () -> producer.setDeliveryDelay(millis));
            assertThat(producer.getTimeToLive()).isEqualTo(5);
            assertThat(producer.getDeliveryDelay()).isEqualTo(6);
        }
        JMSProducer simple = context(JMSContext.AUTO_ACKNOWLEDGE).createProducer();
        Refusal.twin(JMSRuntimeException.class, ErrorCode.INVALID_SETTING, () -> simple.setTimeToLive(millis));
        Refusal.twin(JMSRuntimeException.class, ErrorCode.INVALID_SETTING, () -> simple.setDeliveryDelay(millis));
        assertThat(simple.getTimeToLive()).isZero();
        assertThat(simple.getDeliveryDelay()).isZero();
    }

    @Test
    @Section({"7.8", "3.4.9"})
    void theLongestTimeToLiveIsForEver() throws Exception {
        Message message = text("eternal");
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message, DeliveryMode.PERSISTENT, 4, Long.MAX_VALUE);
        }
        assertThat(message.getJMSExpiration()).isEqualTo(Long.MAX_VALUE);
        assertThat(take(queue).getJMSExpiration()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @Section({"7.9", "3.4.13"})
    void theLongestDelayNeverEnds() throws Exception {
        Message message = text("never");
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(Long.MAX_VALUE);
            producer.send(message);
        }
        assertThat(message.getJMSDeliveryTime()).isEqualTo(Long.MAX_VALUE);
        assertThat(drain(queue)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 8, 9})
    void everyPriorityArrives(int priority) throws Exception {
        Message message = text("x");
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setPriority(priority);
            producer.send(message);
        }
        assertThat(message.getJMSPriority()).isEqualTo(priority);
        assertThat(take(queue).getJMSPriority()).isEqualTo(priority);
    }

    @Test
    void optionsOfOneProducerAreNothingToAnother() throws Exception {
        try (MessageProducer one = session.createProducer(queue); MessageProducer two = session.createProducer(queue)) {
            one.setPriority(9);
            one.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            one.setTimeToLive(10_000);
            one.setDeliveryDelay(10_000);
            two.send(text("x"));
        }
        Message received = take(queue);
        assertThat(received.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(received.getJMSExpiration()).isZero();
        assertThat(received.getJMSDeliveryTime()).isEqualTo(received.getJMSTimestamp());
    }

    @Test
    void argumentsOfOneSendDoNotStayWithTheProducer() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(text("first"), DeliveryMode.NON_PERSISTENT, 9, 60_000);
            assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
            assertThat(producer.getPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
            assertThat(producer.getTimeToLive()).isZero();
            producer.send(text("second"));
        }
        take(queue);
        Message second = take(queue);
        assertThat(second.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(second.getJMSExpiration()).isZero();
    }

    @Test
    void aSendWithArgumentsStillHasTheProducersDelay() throws Exception {
        Message message = text("x");
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.setDeliveryDelay(3_600_000);
            producer.send(message, DeliveryMode.PERSISTENT, 4, 0);
        }
        assertThat(message.getJMSDeliveryTime()).isEqualTo(message.getJMSTimestamp() + 3_600_000);
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    @Section({"7.7", "7.8", "7.9", "3.4.11"})
    void whatIsSetOnTheMessageIsNoOption() throws Exception {
        Message message = text("x");
        message.setJMSDeliveryMode(DeliveryMode.NON_PERSISTENT);
        message.setJMSPriority(9);
        message.setJMSExpiration(1);
        message.setJMSDeliveryTime(Long.MAX_VALUE);
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message);
        }
        Message received = take(queue);
        assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(received.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        assertThat(received.getJMSExpiration()).isZero();
        assertThat(received.getJMSDeliveryTime()).isEqualTo(received.getJMSTimestamp());
    }

    @Test
    @Section({"7.4", "6.2.15", "MessageProducer"})
    void aClosedProducerHasNoOptions() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        producer.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                producer::getDeliveryMode,
                producer::getPriority,
                producer::getTimeToLive,
                producer::getDeliveryDelay,
                producer::getDisableMessageID,
                producer::getDisableMessageTimestamp,
                producer::getDestination,
                () -> producer.setDeliveryMode(2),
                () -> producer.setPriority(4),
                () -> producer.setTimeToLive(0),
                () -> producer.setDeliveryDelay(0),
                () -> producer.setDisableMessageID(true),
                () -> producer.setDisableMessageTimestamp(true))) {
            Refusal.of(IllegalStateException.class, ErrorCode.ILLEGAL_STATE, call);
        }
    }

    @Test
    @Section({"7.4", "JMSProducer"})
    void aProducerOfAClosedContextHasNoOptions() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSProducer producer = context.createProducer();
        context.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                producer::getDeliveryMode,
                producer::getPriority,
                producer::getTimeToLive,
                producer::getDeliveryDelay,
                producer::getDisableMessageID,
                producer::getDisableMessageTimestamp,
                () -> producer.setDeliveryMode(2),
                () -> producer.setPriority(4),
                () -> producer.setTimeToLive(0),
                () -> producer.setDeliveryDelay(0),
                () -> producer.setDisableMessageID(true),
                () -> producer.setDisableMessageTimestamp(true))) {
            Refusal.twin(IllegalStateRuntimeException.class, ErrorCode.ILLEGAL_STATE, call);
        }
    }

    @Test
    @Section({"7.4", "3.4.10"})
    void higherPrioritiesOvertakeOnATopicToo() throws Exception {
        try (var subscriber = session.createConsumer(topic); MessageProducer producer = session.createProducer(topic)) {
            connection.stop();
            for (int priority : new int[] {0, 4, 9, 5, 9, 0}) {
                producer.send(text("p" + priority), DeliveryMode.PERSISTENT, priority, 0);
            }
            connection.start();
            assertThat(next(subscriber, 6)).containsExactly("p9", "p9", "p5", "p4", "p0", "p0");
        }
    }

    @Test
    @Section({"7.7", "6.2.9.2", "3.4.10"})
    void deliveryModesDoNotChangeTheOrderOfOneProducer() throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            for (int i = 0; i < 12; i++) {
                int mode = i % 3 == 0 ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
                producer.send(text("m" + i), mode, 4, 0);
            }
        }
        assertThat(drain(queue)).containsExactly(
                "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11");
    }
}
