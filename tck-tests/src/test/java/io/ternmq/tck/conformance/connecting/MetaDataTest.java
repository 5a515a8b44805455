// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6.1.6 What a connection says about its provider")
@Section("6.1.6")
class MetaDataTest extends Stage {

    private static List<String> names(ConnectionMetaData data) throws Exception {
        List<String> names = new ArrayList<>();
        Enumeration<?> all = data.getJMSXPropertyNames();
        while (all.hasMoreElements()) {
            names.add((String) all.nextElement());
        }
        return names;
    }

    @Test
    void itIsJakartaMessagingThreeOne() throws Exception {
        ConnectionMetaData data = stopped().getMetaData();
        assertThat(data.getJMSVersion()).isEqualTo("3.1");
        assertThat(data.getJMSMajorVersion()).isEqualTo(3);
        assertThat(data.getJMSMinorVersion()).isEqualTo(1);
    }

    @Test
    void theNumbersOfTheProviderAgreeWithItsVersion() throws Exception {
        ConnectionMetaData data = stopped().getMetaData();
        assertThat(data.getJMSProviderName()).isEqualTo("TernMQ");
        assertThat(data.getProviderVersion())
                .startsWith(data.getProviderMajorVersion() + "." + data.getProviderMinorVersion());
    }

    @Test
    void everyKindOfConnectionTellsTheSame() throws Exception {
        ConnectionMetaData expected = stopped().getMetaData();
        for (ConnectionMetaData data : List.of(
                closing(factory.createQueueConnection()).getMetaData(),
                closing(factory.createTopicConnection()).getMetaData(),
                context(JMSContext.AUTO_ACKNOWLEDGE).getMetaData())) {
            assertThat(data.getJMSVersion()).isEqualTo(expected.getJMSVersion());
            assertThat(data.getProviderVersion()).isEqualTo(expected.getProviderVersion());
            assertThat(names(data)).isEqualTo(names(expected));
        }
    }

    @Test
    @Section({"6.1.6", "ConnectionMetaData"})
    void thePropertiesItNamesAreDefinedOnesAndEachOnce() throws Exception {
        ConnectionMetaData data = stopped().getMetaData();
        assertThat(names(data))
                .doesNotHaveDuplicates()
                .contains("JMSXDeliveryCount", "JMSXGroupID", "JMSXGroupSeq")
                .allMatch(name -> name.startsWith("JMSX"));
        assertThat(names(data)).as("each enumeration begins anew").isEqualTo(names(data));
    }

    @Test
    void everyPropertyItNamesCanBeReadFromAMessage() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        TextMessage message = session.createTextMessage("x");
        message.setStringProperty("JMSXGroupID", "g");
        message.setIntProperty("JMSXGroupSeq", 3);
        session.createProducer(queue).send(message);
        MessageConsumer consumer = session.createConsumer(queue);
        Message received = consumer.receive(SOON);
        assertThat(received.getStringProperty("JMSXGroupID")).isEqualTo("g");
        assertThat(received.getIntProperty("JMSXGroupSeq")).isEqualTo(3);
        assertThat(received.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
    }

    @Test
    void whatWasObtainedStaysReadableAfterTheConnectionIsClosed() throws Exception {
        Connection connection = stopped();
        ConnectionMetaData data = connection.getMetaData();
        connection.close();
        assertThat(data.getJMSMajorVersion()).isEqualTo(3);
        assertThat(names(data)).isNotEmpty();
    }
}
