// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.jms.TernQueue;
import io.ternmq.jms.message.Shop.Line;
import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForeignMessagesTest {

    /** What the other provider answers instead of the message behind it. */
    private final Map<String, Object> answers = new HashMap<>();

    @Test
    void ourOwnMessageIsTakenAsItIs() throws JMSException {
        TernTextMessage own = new TernTextMessage();

        assertThat(Messages.from(own)).isSameAs(own);
    }

    @Test
    void copiesTextAndPlainMessages() throws JMSException {
        TernMessage text = Messages.from(foreign(TextMessage.class, new TernTextMessage("hello")));
        TernMessage none = Messages.from(foreign(TextMessage.class, new TernTextMessage()));
        TernMessage plain = Messages.from(foreign(Message.class, new TernMessage()));

        assertThat(((TernTextMessage) text).getText()).isEqualTo("hello");
        assertThat(((TernTextMessage) none).getText()).isNull();
        assertThat(plain).isExactlyInstanceOf(TernMessage.class);
    }

    @Test
    void copiesBytesFromTheBeginning() throws JMSException {
        byte[] content = new byte[20_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        TernBytesMessage behind = new TernBytesMessage();
        behind.writeBytes(content);
        BytesMessage foreign = foreign(BytesMessage.class, behind);

        TernMessage copy = Messages.from(foreign);

        assertThat(Samples.passed(copy).getBody(byte[].class)).isEqualTo(content);
        assertThat(foreign.readByte()).isEqualTo(content[0]);
    }

    @Test
    void copiesMapsAndStreamsWithTheirTypes() throws JMSException {
        Object[] values = {true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "seven", null};
        TernMapMessage map = new TernMapMessage();
        TernStreamMessage stream = new TernStreamMessage();
        for (int i = 0; i < values.length; i++) {
            map.setObject("v" + i, values[i]);
            stream.writeObject(values[i]);
        }
        stream.writeBytes(new byte[] {8});

        TernMapMessage mapCopy = (TernMapMessage) Messages.from(foreign(MapMessage.class, map));
        TernStreamMessage streamCopy = (TernStreamMessage) Messages.from(foreign(StreamMessage.class, stream));
        streamCopy.reset();

        for (int i = 0; i < values.length; i++) {
            assertThat(mapCopy.getObject("v" + i)).isEqualTo(values[i]);
            assertThat(streamCopy.readObject()).isEqualTo(values[i]);
        }
        assertThat(mapCopy.itemExists("v9")).isTrue();
        assertThat((byte[]) streamCopy.readObject()).containsExactly(8);
    }

    @Test
    void copiesObjects() throws JMSException {
        TernObjectMessage behind = new TernObjectMessage();
        behind.setObject(new Line("pen", 1));

        TernObjectMessage copy = (TernObjectMessage) Messages.from(foreign(ObjectMessage.class, behind));

        assertThat(copy.getObject()).isEqualTo(new Line("pen", 1));
    }

    @Test
    void copiesTheHeadersOfTheProgramOnly() throws JMSException {
        TernMessage behind = new TernMessage();
        behind.setJMSCorrelationID("c");
        behind.setJMSType("order");
        behind.setJMSPriority(9);
        behind.setJMSMessageID("ID:theirs");
        Queue theirs = () -> "answers";
        answers.put("getJMSReplyTo", theirs);

        TernMessage copy = Messages.from(foreign(Message.class, behind));

        assertThat(copy.getJMSCorrelationID()).isEqualTo("c");
        assertThat(copy.getJMSType()).isEqualTo("order");
        assertThat(copy.getJMSReplyTo()).isEqualTo(new TernQueue("answers"));
        assertThat(copy.getJMSPriority()).isEqualTo(4);
        assertThat(copy.getJMSMessageID()).isNull();
    }

    @Test
    void correlationBytesComeAlongWhereTheyExist() throws JMSException {
        answers.put("getJMSCorrelationID", null);
        answers.put("getJMSCorrelationIDAsBytes", new byte[] {1, 2});
        assertThat(Messages.from(foreign(Message.class, new TernMessage())).getJMSCorrelationIDAsBytes())
                .containsExactly(1, 2);

        answers.put("getJMSCorrelationIDAsBytes", new UnsupportedOperationException());
        assertThat(Messages.from(foreign(Message.class, new TernMessage())).getJMSCorrelationIDAsBytes()).isNull();
    }

    @Test
    void aReplyDestinationWithoutANameIsDropped() throws JMSException {
        answers.put("getJMSReplyTo", new Destination() { });

        assertThat(Messages.from(foreign(Message.class, new TernMessage())).getJMSReplyTo()).isNull();
    }

    @Test
    void copiesThePropertiesOfTheProgramOnly() throws JMSException {
        answers.put("getObjectProperty", 7);
        List<String> names = List.of("a", "JMSXGroupSeq", "JMSXDeliveryCount", "JMSXUserID", "JMS_OTHER_x");
        answers.put("getPropertyNames", Collections.enumeration(names));

        TernMessage copy = Messages.from(foreign(Message.class, new TernMessage()));

        assertThat(Collections.list(copy.getPropertyNames())).containsExactly("a", "JMSXGroupSeq");
        assertThat(copy.getIntProperty("a")).isEqualTo(7);
    }

    @Test
    void aPropertyThatCannotTravelIsAnErrorAndNotALoss() {
        answers.put("getObjectProperty", 7);
        answers.put("getPropertyNames", Collections.enumeration(List.of("a-b")));

        assertThatThrownBy(() -> Messages.from(foreign(Message.class, new TernMessage())))
                .isInstanceOf(MessageFormatException.class).hasMessageContaining("a-b");
    }

    @Test
    void showsTheHeadersOfSendingOnTheForeignMessage() throws JMSException {
        TernTextMessage behind = new TernTextMessage("hello");
        Message foreign = foreign(TextMessage.class, behind);
        TernMessage copy = Messages.from(foreign);
        Samples.sent(copy);

        Messages.copyHeadersBack(copy, foreign);

        assertThat(behind.getJMSMessageID()).isEqualTo("ID:p1-7");
        assertThat(behind.getJMSDestination()).isEqualTo(new TernQueue("orders"));
        assertThat(behind.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(behind.getJMSPriority()).isEqualTo(4);
        assertThat(behind.getJMSTimestamp()).isEqualTo(1000);
        assertThat(behind.getJMSExpiration()).isZero();
        assertThat(behind.getJMSDeliveryTime()).isEqualTo(1000);
    }

    private <T extends Message> T foreign(Class<T> type, TernMessage behind) {
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> {
                    if (answers.containsKey(method.getName())) {
                        return answer(answers.get(method.getName()));
                    }
                    try {
                        return method.invoke(behind, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Object answer(Object prepared) throws Exception {
        if (prepared instanceof RuntimeException refusal) {
            throw refusal;
        }
        return prepared;
    }
}
