// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.message.FrozenMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTest {

    private final TernMessage message = new TernMessage();

    @ParameterizedTest
    @NullAndEmptySource
    void aNameIsNeeded(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> message.setIntProperty(name, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> message.setObjectProperty(name, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> message.setStringProperty(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a-b", "1a", "a b", "a.b", " ", "NULL", "true", "False", "not", "AND", "oR", "between", "Like", "IN", "is",
        "escape", "JMSPriority", "JMSfoo", "JMS", "JMSXDeliveryCount", "JMSXUserID", "JMSXState", "JMSXother",
        "JMS_OTHER_thing", "a\uD83D\uDE00",
    })
    void otherNamesAreRefused(String name) throws JMSException {
        assertThatThrownBy(() -> message.setStringProperty(name, "x"))
                .isInstanceOf(MessageFormatException.class).hasMessageContaining(name);
        assertThat(message.propertyExists(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a", "_a", "$a", "grün", "a1", "NULLs", "nots", "jms", "JMS_TERN_x", "JMSXGroupID", "traceparent",
        "\u0131s", "\uD835\uDC00b",
    })
    void identifiersAreAccepted(String name) throws JMSException {
        message.setStringProperty(name, "x");

        assertThat(message.getStringProperty(name)).isEqualTo("x");
    }

    @Test
    void theGroupPropertiesHaveTheirTypes() throws JMSException {
        message.setStringProperty("JMSXGroupID", "g");
        message.setIntProperty("JMSXGroupSeq", 1);
        message.setObjectProperty("JMSXGroupSeq", 2);

        assertThat(message.getIntProperty("JMSXGroupSeq")).isEqualTo(2);
        assertThatThrownBy(() -> message.setIntProperty("JMSXGroupID", 1)).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.setStringProperty("JMSXGroupSeq", "1"))
                .isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.setLongProperty("JMSXGroupSeq", 1))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void onlySimpleValuesAreAccepted() {
        for (Object value : List.of('c', new byte[0], new BigDecimal("1"), List.of(), new Object())) {
            assertThatThrownBy(() -> message.setObjectProperty("x", value)).isInstanceOf(MessageFormatException.class);
        }
    }

    @Test
    void anAbsentPropertyIsLikeOneThatIsNull() throws JMSException {
        message.setStringProperty("set", null);

        assertThat(message.propertyExists("set")).isTrue();
        assertThat(message.propertyExists("absent")).isFalse();
        for (String name : new String[] {"set", "absent", null}) {
            assertThat(message.getStringProperty(name)).isNull();
            assertThat(message.getObjectProperty(name)).isNull();
            assertThat(message.getBooleanProperty(name)).isFalse();
            assertThatThrownBy(() -> message.getIntProperty(name)).isInstanceOf(NumberFormatException.class);
        }
    }

    @Test
    void namesAreAListOfTheMoment() throws JMSException {
        message.setIntProperty("a", 1);
        message.setIntProperty("b", 2);
        Enumeration<String> names = message.getPropertyNames();
        message.setIntProperty("c", 3);
        message.clearProperties();

        assertThat(Collections.list(names)).containsExactly("a", "b");
        assertThat(message.getPropertyNames().hasMoreElements()).isFalse();
    }

    @Test
    void aReceivedMessageHasADeliveryCountAmongItsReadOnlyProperties() throws JMSException {
        message.setIntProperty("a", 1);
        TernMessage arrived = Samples.passed(message);

        assertThat(Collections.list(arrived.getPropertyNames())).containsExactly("a", "JMSXDeliveryCount");
        assertThat(arrived.propertyExists("JMSXDeliveryCount")).isTrue();
        assertThat(arrived.getObjectProperty("JMSXDeliveryCount")).isEqualTo(1);
        assertThat(arrived.getStringProperty("JMSXDeliveryCount")).isEqualTo("1");
        assertThatThrownBy(() -> arrived.setIntProperty("a", 2)).isInstanceOf(MessageNotWriteableException.class);
        assertThatThrownBy(() -> arrived.setObjectProperty("b", 2)).isInstanceOf(MessageNotWriteableException.class);
    }

    @Test
    void clearingPropertiesMakesThemWritableAndLeavesTheBody() throws JMSException {
        TernTextMessage text = new TernTextMessage("hello");
        text.setIntProperty("a", 1);
        FrozenMessage sent = Samples.sent(text);
        TernTextMessage arrived = (TernTextMessage) Samples.received(sent);

        arrived.clearProperties();
        assertThat(arrived.getPropertyNames().hasMoreElements()).isFalse();
        arrived.setIntProperty("b", 2);

        assertThat(arrived.getIntProperty("b")).isEqualTo(2);
        assertThat(arrived.propertyExists("JMSXDeliveryCount")).isFalse();
        assertThat(arrived.getText()).isEqualTo("hello");
        assertThatThrownBy(() -> arrived.setText("x")).isInstanceOf(MessageNotWriteableException.class);
        assertThat(Samples.received(sent).getIntProperty("a")).isEqualTo(1);
    }

    @Test
    void clearingTheBodyLeavesThePropertiesReadOnly() throws JMSException {
        TernTextMessage text = new TernTextMessage("hello");
        text.setIntProperty("a", 1);
        TernTextMessage arrived = Samples.passed(text);

        arrived.clearBody();

        assertThat(arrived.getText()).isNull();
        arrived.setText("x");
        assertThat(arrived.getIntProperty("a")).isEqualTo(1);
        assertThatThrownBy(() -> arrived.setIntProperty("a", 2)).isInstanceOf(MessageNotWriteableException.class);
    }

    @Test
    void theSenderGoesOnWithoutTheSentMessageNoticing() throws JMSException {
        message.setIntProperty("a", 1);
        FrozenMessage first = Samples.sent(message);
        message.setIntProperty("a", 2);
        message.setIntProperty("b", 2);
        FrozenMessage second = Samples.sent(message);
        message.clearProperties();

        assertThat(first.properties().names()).containsExactly("a");
        assertThat(first.properties().get("a")).isEqualTo(1);
        assertThat(second.properties().names()).containsExactly("a", "b");
        assertThat(second.properties().get("a")).isEqualTo(2);
    }

    @Test
    void unchangedPropertiesAreSharedAndTheDeliveryCountDoesNotTravel() throws JMSException {
        message.setIntProperty("a", 1);
        FrozenMessage sent = Samples.sent(message);

        FrozenMessage forwarded = Samples.sent(Samples.received(sent));

        assertThat(forwarded.properties()).isSameAs(sent.properties());
        assertThat(Samples.sent(message).properties()).isSameAs(sent.properties());
        assertThat(forwarded.properties().contains("JMSXDeliveryCount")).isFalse();
    }
}
