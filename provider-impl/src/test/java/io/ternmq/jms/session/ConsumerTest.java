// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.client.SimplifiedConsumer;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Browse;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Reply;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Session;
import jakarta.jms.TopicSubscriber;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of consumers, subscriptions and browsers. */
final class ConsumerTest {

    private final JmsStage stage = new JmsStage();

    @Test
    void opensEveryKindOfSource() throws JMSException {
        Session session = stage.connection(ClientPolicy.DEFAULT.withClientId("billing")).createSession();
        session.createConsumer(JmsStage.QUEUE, "a = 1");
        session.createConsumer(JmsStage.TOPIC, " ", true);
        session.createSharedConsumer(JmsStage.TOPIC, "s");
        session.createSharedDurableConsumer(JmsStage.TOPIC, "d", "a = 1");
        session.createDurableConsumer(JmsStage.TOPIC, "u", null, true);
        session.createDurableSubscriber(JmsStage.TOPIC, "v");
        stage.broker.hears(
                "open 1 at queue://orders where a = 1",
                "open 2 at topic://news noLocal",
                "open 3 at topic://news as s shared",
                "open 4 at topic://news as d durable shared where a = 1",
                "open 5 at topic://news as u durable noLocal",
                "open 6 at topic://news as v durable");
    }

    @Test
    void isASimplifiedConsumerToo() throws JMSException {
        MessageConsumer consumer = stage.connection().createSession().createConsumer(JmsStage.QUEUE, "a = 1");
        JMSConsumer simplified = ((SimplifiedConsumer) consumer).simplified();
        assertThat(simplified.getMessageSelector()).isEqualTo("a = 1");
        simplified.close();
        assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void describesItself() throws JMSException {
        Session session = stage.connection().createSession();
        QueueReceiver receiver = (QueueReceiver) session.createConsumer(JmsStage.QUEUE, "a = 1");
        TopicSubscriber subscriber = (TopicSubscriber) session.createConsumer(JmsStage.TOPIC, "", true);
        assertThat(receiver.getQueue()).isEqualTo(JmsStage.QUEUE);
        assertThat(receiver.getMessageSelector()).isEqualTo("a = 1");
        assertThat(subscriber.getTopic()).isEqualTo(JmsStage.TOPIC);
        assertThat(subscriber.getMessageSelector()).isNull();
        assertThat(subscriber.getNoLocal()).isTrue();

        receiver.close();
        assertThatThrownBy(receiver::getQueue).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(receiver::getMessageSelector).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(receiver::receiveNoWait).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesSubscriptionsThatCannotBe() throws JMSException {
        Session session = stage.connection().createSession();
        assertThatThrownBy(() -> session.createDurableConsumer(JmsStage.TOPIC, "u"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(JmsStage.TOPIC, " "))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(JmsStage.TOPIC, null))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedConsumer(null, "s"))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(session.createTemporaryTopic(), "s"))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createConsumer(null)).isInstanceOf(InvalidDestinationException.class);
        stage.broker.refuses(OpenConsumer.class, ErrorCode.INVALID_SELECTOR);
        assertThatThrownBy(() -> session.createConsumer(JmsStage.QUEUE, "="))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    void acknowledgesThroughTheMessageAndNotAfterTheEnd() throws JMSException {
        TernConnection connection = stage.connection();
        connection.start();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(JmsStage.QUEUE);
        stage.broker.delivers(1, 10, "a");
        Message message = consumer.receive(1);
        stage.broker.hearsNoMatterWhat();

        message.acknowledge();
        stage.broker.hears("settle: accepted 1/10");
        connection.close();
        assertThatThrownBy(message::acknowledge).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void acknowledgesOnlyTheMessageInTheIndividualMode() throws JMSException {
        TernConnection connection = stage.connection();
        connection.start();
        Session session = connection.createSession(SessionModes.INDIVIDUAL);
        MessageConsumer consumer = session.createConsumer(JmsStage.QUEUE);
        stage.broker.delivers(1, 10, "a");
        stage.broker.delivers(1, 11, "b");
        consumer.receive(1);
        Message second = consumer.receive(1);
        stage.broker.hearsNoMatterWhat();
        second.acknowledge();
        stage.broker.hears("settle: accepted 1/11");
    }

    @Test
    void callsAMessageListener() throws JMSException {
        TernConnection connection = stage.connection();
        connection.start();
        MessageConsumer consumer = connection.createSession().createConsumer(JmsStage.QUEUE);
        StringBuilder got = new StringBuilder();
        consumer.setMessageListener(message -> got.append(Calls.uncheckedGet(() -> message.getBody(String.class))));
        assertThat(consumer.getMessageListener()).isNotNull();
        stage.broker.delivers(1, 10, "a");
        stage.executor.runAll();
        assertThat(got).hasToString("a");
        assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(IllegalStateException.class);
        consumer.setMessageListener(null);
        assertThat(consumer.getMessageListener()).isNull();
    }

    @Test
    void browsesPageByPage() throws JMSException {
        Session session = stage.connection().createSession();
        stage.broker.answers(Browse.class, new Reply.Page(List.of(message(1), message(2)), Reply.Page.END));
        Enumeration<?> walk = session.createBrowser(JmsStage.QUEUE, " ").getEnumeration();
        assertThat(walk.nextElement()).isInstanceOf(Message.class);
        assertThat(walk.nextElement()).isInstanceOf(Message.class);
        assertThat(walk.hasMoreElements()).isFalse();
        stage.broker.hears(
                "Browse[queue=queue://orders, selector=null, position=0, limit=1]",
                "Browse[queue=queue://orders, selector=null, position=0, limit=64]");

        stage.broker.refuses(Browse.class, ErrorCode.INVALID_SELECTOR);
        assertThatThrownBy(() -> session.createBrowser(JmsStage.QUEUE, "="))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createBrowser(null)).isInstanceOf(InvalidDestinationException.class);
    }

    private static FrozenMessage message(long number) {
        return FrozenMessage.to(Address.queue("orders"), new MessageId("p", number)).build();
    }
}
