// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("3.8 Message selection")
@Section("3.8")
class SelectorTest extends Scene {

    /** A message with something of every type in it. */
    private Message specimen() throws Exception {
        Message message = session.createMessage();
        message.setJMSType("foo");
        message.setJMSCorrelationID("order");
        message.setBooleanProperty("yes", true);
        message.setBooleanProperty("no", false);
        message.setByteProperty("byte", (byte) 3);
        message.setShortProperty("short", (short) -3);
        message.setIntProperty("five", 5);
        message.setIntProperty("minus", -10);
        message.setLongProperty("big", 9_007_199_254_740_993L);
        message.setFloatProperty("half", 0.5f);
        message.setDoubleProperty("thousand", 7000.0);
        message.setStringProperty("word", "a_b%c");
        message.setStringProperty("quote", "it's");
        message.setStringProperty("digits", "7");
        message.setBooleanProperty("$money", true);
        message.setBooleanProperty("_under", false);
        message.setIntProperty("Case", 1);
        message.setIntProperty("cASE", 2);
        return message;
    }

    private boolean selects(String selector) throws Exception {
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(specimen(), DeliveryMode.NON_PERSISTENT, 7, 0);
        }
        boolean found;
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            found = consumer.receiveNoWait() != null;
        }
        if (!found) {
            take(queue);
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "yes", "NOT no", "yes = TRUE", "no = false", "no <> true", "yes AND NOT no", "no OR yes", "TRUE",
        "TRUE OR (FALSE AND FALSE)", "$money = TRUE AND _under = FALSE", "Case = 1 AND cASE = 2",
        "five = 5", "five = 5.0", "five = 5L", "five > 4.9", "five >= 5", "five < 6", "five <= 5", "five <> 6",
        "thousand = 7000.", "thousand = 7E3", "thousand = .7e4", "thousand = 7000", "half = 0.5", "half = .5d",
        "byte = 3", "short = -3", "big = 9007199254740993", "big <> 9007199254740992", "five = 0x5", "five = 05",
        "-five < 0 AND +minus < 0", "five*2 = 10 AND minus/2 = -5", "five+5 = 10 AND minus-5 = -15",
        "- five + five = 0", "2+3*five-4/4 = 16", "five < half * 20", "five * -1 = -5", "(five + 1) * 2 = 12",
        "five BETWEEN 5 and 10", "minus between -10 AND -10", "five NOT BETWEEN 6 AND 10",
        "half BETWEEN 0 AND 1", "minus + 5 between minus and five",
        "JMSType IN ('foo','jms')", "JMSType NOT IN ('FOO','jms')", "word in ('x', 'a_b%c')",
        "JMSType LIKE 'foo'", "JMSType LIKE 'f%'", "JMSType LIKE '_oo'", "JMSType LIKE '%'", "JMSType LIKE '%o%'",
        "JMSType NOT LIKE 'f_'", "word LIKE 'aX_bX%c' ESCAPE 'X'", "word LIKE 'a\\_b\\%c' escape '\\'",
        "word LIKE '%\\%_' ESCAPE '\\'", "quote = 'it''s'", "quote LIKE '__''_'", "word NOT LIKE 'a\\__' ESCAPE '\\'",
        "absent IS NULL", "word IS NOT NULL", "absent is null and not (absent is not null)",
        "yes OR absent", "absent OR yes", "NOT (no AND absent)",
        "JMSType\t=\t'foo'", "JMSType\f=\f'foo'", "JMSType\n=\r\n'foo'", "  JMSType   =   'foo'  ",
        "JMSPriority = 7", "JMSPriority > 6 AND JMSPriority < 8", "JMSDeliveryMode = 'NON_PERSISTENT'",
        "JMSCorrelationID = 'order'", "JMSMessageID LIKE 'ID:%'", "JMSTimestamp > 0", "JMSMessageID IS NOT NULL",
        "NOT no AND yes", "yes OR yes AND no", "digits = '7'", "five = 5 and word like 'a%' or false"})
    @Section({"3.8.1.1", "3.8.1.2"})
    void selectsWhatIsTrue(String selector) throws Exception {
        assertThat(selects(selector)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "no", "NOT yes", "FALSE", "yes = FALSE", "(yes OR no) AND no", "NOT yes AND no",
        "absent", "NOT absent", "absent = 1", "absent <> 1", "absent + 2 < 10", "absent = 'x'", "absent <> 'x'",
        "absent > 0 OR absent <= 0", "absent BETWEEN 1 AND 2", "absent NOT BETWEEN 1 AND 2",
        "absent IN ('a')", "absent NOT IN ('a')", "absent LIKE 'a'", "absent NOT LIKE 'a'",
        "absent IS NOT NULL", "word IS NULL", "no OR absent", "absent OR absent", "yes AND absent", "absent AND yes",
        "digits BETWEEN 5 AND 10", "digits NOT BETWEEN 8 AND 10", "digits = 7", "digits > 5", "five = '5'",
        "five IN ('5')", "five NOT IN ('a','b')", "five LIKE '5'", "five NOT LIKE '6'",
        "JMSType IN ('FOO')", "JMSType NOT IN ('foo')", "JMSType = 'FOO'", "JMSType LIKE 'f_'",
        "JMSType LIKE 'F%'", "JMSType NOT LIKE '%'", "word LIKE 'aX_cX%c' ESCAPE 'X'", "jmstype = 'foo'",
        "five BETWEEN 6 AND 10", "five NOT BETWEEN 5 AND 5", "big = 9007199254740992", "case = 1",
        "five / 0 = 1", "JMSDeliveryMode = 'PERSISTENT'", "JMSPriority = '7'", "yes = 1 OR yes = 'true'",
        "minus BETWEEN -9 AND 0", "word > 5 OR word < 5"})
    @Section({"3.8.1.1", "3.8.1.2"})
    void passesOverWhatIsFalseOrUnknown(String selector) throws Exception {
        assertThat(selects(selector)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "=TEST 'test'", "NULL = 0", "TRUE = 0", "FALSE = 0", "NOT = 0", "AND = 0", "OR = 0", "BETWEEN = 0",
        "LIKE = 0", "IN = 0", "IS = 0", "ESCAPE = 0", "word > 'foo'", "word >= 'foo'", "word < 'foo'",
        "word <= 'foo'", "'foo' > TRUE", "'foo' >= TRUE", "'foo' < TRUE", "'foo' <= TRUE",
        "word BETWEEN 'foo' and 'test'", "word NOT IN (1,2,3)", "word IN ()", "word LIKE 7", "word LIKE other",
        "word LIKE 'a' ESCAPE 'ab'", "word LIKE 'a' ESCAPE ''", "five =", "five = 5 5", "(five = 5", "five = 5)",
        "five == 5", "five != 5", "word = 'open", "word = \"x\"", "five & 3", "5", "'text'", "five + 1", "1 LIKE '1'",
        "five IS 5", "five IS NOT", "JMSRedelivered = TRUE", "JMSExpiration = 0", "JMSDestination = 'x'",
        "JMSReplyTo IS NULL", "#", "five BETWEEN 1", "NOT", "five = 99999999999999999999"})
    @Section("3.8.1.1")
    void refusesWhatIsNoSelector(String selector) throws Exception {
        assertThatThrownBy(() -> session.createConsumer(queue, selector)).isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createBrowser(queue, selector)).isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createConsumer(session.createTopic("t"), selector))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    @Section("3.8.1.1")
    void anEmptySelectorIsNone(String selector) throws Exception {
        send(session.createMessage());
        try (MessageConsumer consumer = session.createConsumer(queue, selector)) {
            assertThat(consumer.getMessageSelector()).isNull();
            assertThat(consumer.receive(SOON)).isNotNull();
        }
    }

    @Test
    @Section({"3.8.1", "4.1.2"})
    void whatIsNotSelectedStaysInItsPlace() throws Exception {
        for (int i = 0; i < 6; i++) {
            Message message = session.createMessage();
            message.setIntProperty("i", i);
            send(message);
        }
        try (MessageConsumer odd = session.createConsumer(queue, "i = 1 OR i = 3")) {
            assertThat(arrived(odd.receive(SOON), Message.class).getIntProperty("i")).isEqualTo(1);
            assertThat(arrived(odd.receive(SOON), Message.class).getIntProperty("i")).isEqualTo(3);
            assertThat(odd.receive(BRIEFLY)).isNull();
        }
        for (int i : new int[] {0, 2, 4, 5}) {
            assertThat(take(queue).getIntProperty("i")).isEqualTo(i);
        }
    }

    @Test
    @Section({"3.8.1", "4.1.6"})
    void aBrowserSelectsToo() throws Exception {
        send(specimen());
        try (QueueBrowser all = session.createBrowser(queue);
                QueueBrowser one = session.createBrowser(queue, "five = 5");
                QueueBrowser none = session.createBrowser(queue, "five = 6")) {
            assertThat(all.getEnumeration().hasMoreElements()).isTrue();
            assertThat(one.getEnumeration().hasMoreElements()).isTrue();
            assertThat(none.getEnumeration().hasMoreElements()).isFalse();
            assertThat(one.getMessageSelector()).isEqualTo("five = 5");
        }
    }

    @Test
    @Section("3.8.1")
    void bodiesAreNotSelectable() throws Exception {
        var message = session.createMapMessage();
        message.setInt("inside", 1);
        send(message);
        try (MessageConsumer consumer = session.createConsumer(queue, "inside = 1")) {
            assertThat(consumer.receive(BRIEFLY)).isNull();
        }
    }
}
