// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6.1.2 A client identifier that the administrator has set")
@Section("6.1.2")
class PresetClientIdentifierTest extends Stage {

    PresetClientIdentifierTest() {
        super(ClientPolicy.DEFAULT.withClientId("preset"));
    }

    @Test
    void everyKindOfConnectionGetsIt() throws Exception {
        try (Connection connection = factory.createConnection()) {
            assertThat(connection.getClientID()).isEqualTo("preset");
        }
        try (Connection connection = factory.createQueueConnection()) {
            assertThat(connection.getClientID()).isEqualTo("preset");
        }
        try (Connection connection = factory.createTopicConnection()) {
            assertThat(connection.getClientID()).isEqualTo("preset");
        }
        try (JMSContext context = factory.createContext()) {
            assertThat(context.getClientID()).isEqualTo("preset");
        }
    }

    @Test
    void itCannotBeChangedEvenAtOnce() throws Exception {
        Connection connection = stopped();
        assertThatThrownBy(() -> connection.setClientID("other")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.setClientID("preset")).isInstanceOf(IllegalStateException.class);
        connection.close();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.setClientID("other")).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void aSecondConnectionIsRefusedWhileTheFirstIsOpen() throws Exception {
        Connection connection = stopped();
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(InvalidClientIDException.class)
                .hasMessageContaining("preset");
        assertThatThrownBy(factory::createQueueConnection).isInstanceOf(InvalidClientIDException.class);
        assertThatThrownBy(factory::createTopicConnection).isInstanceOf(InvalidClientIDException.class);
        assertThatThrownBy(factory::createContext).isInstanceOf(InvalidClientIDRuntimeException.class);
        connection.close();
        assertThat(stopped().getClientID()).isEqualTo("preset");
    }

    @Test
    void moreContextsOfTheSameConnectionAreNoSecondClient() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(closing(context.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE)).getClientID()).isEqualTo("preset");
    }

    @Test
    void itIdentifiesUnsharedDurableSubscriptions() throws Exception {
        try (Connection connection = factory.createConnection()) {
            Session session = connection.createSession();
            Topic topic = session.createTopic("t");
            session.createDurableConsumer(topic, "s").close();
            send(session, topic, "a");
        }
        Session session = started().createSession();
        assertThat(next(session.createDurableConsumer(session.createTopic("t"), "s"))).isEqualTo("a");
    }
}
