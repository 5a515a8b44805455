// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.ra.Login;
import io.ternmq.ra.Placed;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnectionFactory;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;

class FactoryTest extends OutboundStage {

    @Test
    void namesEveryPropertyThatIsWrong() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setContainer("web");
        factory.setTransactions("some");
        factory.setPassword("alone");
        factory.setUrl("http://nowhere");
        assertThatThrownBy(factory::createConnectionFactory)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("Property container is 'web'; it must be one of server, client")
                .hasMessageContaining("Property transactions is 'some'; it must be one of xa, local, none")
                .hasMessageContaining("Property user")
                .hasMessageContaining("Property url is 'http://nowhere'")
                .hasMessageNotContaining("alone");
    }

    @Test
    void needsAUrlOrAnAdapter() {
        assertThatThrownBy(() -> new TernManagedConnectionFactory().createConnectionFactory())
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("url");
    }

    @Test
    void isEqualWhenItsPropertiesAre() throws Exception {
        assertThat(factory()).isEqualTo(factory()).hasSameHashCodeAs(factory());
        TernManagedConnectionFactory other = factory();
        other.setClientId("me");
        assertThat(other).isNotEqualTo(factory());
        assertThat(own(new TernManagedQueueConnectionFactory())).isNotEqualTo(factory());
        assertThat(new TernManagedConnectionFactory()).isNotEqualTo(factory());
    }

    @Test
    void belongsToOneAdapter() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setResourceAdapter(adapter);
        assertThatThrownBy(() -> factory.setResourceAdapter(new StageAdapter()))
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class);
        assertThat(factory.getResourceAdapter()).isSameAs(adapter);
    }

    @Test
    void makesWhatProgramsAskFor() throws Exception {
        assertThat(pool(own(new TernManagedQueueConnectionFactory())).factory(QueueConnectionFactory.class))
                .isNotNull();
        assertThat(pool(own(new TernManagedTopicConnectionFactory())).factory(TopicConnectionFactory.class))
                .isNotNull();
        TernManagedConnectionFactory factory = factory();
        factory.setUrl("vm://there");
        Placed placed = (Placed) factory.createConnectionFactory();
        assertThat(placed.url()).isEqualTo("vm://there");
        assertThat(placed.login()).isEqualTo(Login.NOBODY);
    }

    @Test
    void survivesSerialization() throws Exception {
        TernManagedConnectionFactory factory = new TernManagedConnectionFactory();
        factory.setUrl(broker.uri().toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(factory.createConnectionFactory());
        }
        Object read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = in.readObject();
        }
        try (JMSContext context = ((ConnectionFactory) read).createContext()) {
            context.createProducer().send(context.createQueue("orders"), "one");
        }
        assertThat(drain("orders")).containsExactly("one");
    }

    @Test
    void carriesTheReferenceOfItsName() throws ResourceException {
        Referenceable programs = (Referenceable) programs(pool(factory()));
        Reference reference = new Reference("jakarta.jms.ConnectionFactory");
        programs.setReference(reference);
        assertThat(catching(programs)).isSameAs(reference);
    }

    private static Object catching(Referenceable programs) throws ResourceException {
        try {
            return programs.getReference();
        } catch (javax.naming.NamingException e) {
            throw new ResourceException(e);
        }
    }

    @Test
    void givesItsClientIdentifierToTheConnection() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setClientId("me");
        try (Connection connection = programs(pool(factory)).createConnection()) {
            assertThat(connection.getClientID()).isEqualTo("me");
            var session = connection.createSession();
            assertThatThrownBy(() -> factory.createManagedConnection(null, null))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("me");
            session.createDurableConsumer(session.createTopic("news"), "mine").close();
            session.unsubscribe("mine");
        }
    }

    @Test
    void writesWhatHappensToItsLog() throws Exception {
        StringWriter text = new StringWriter();
        TernManagedConnectionFactory factory = factory();
        factory.setLogWriter(new PrintWriter(text, true));
        ManagedConnection managed = factory.createManagedConnection(null, null);
        assertThat(managed.getMetaData().getEISProductName()).isEqualTo("TernMQ");
        assertThat(managed.getMetaData().getEISProductVersion()).isNotEmpty();
        Grip grip = (Grip) managed.getConnection(null, null);
        broker.crash();
        assertThatThrownBy(() -> grip.held().session()).isInstanceOf(jakarta.jms.JMSException.class);
        grip.noticed(new jakarta.jms.JMSException("gone", "TERN-601"));
        assertThat(text.toString()).contains("nobody in particular lost: ");
        managed.destroy();
        broker.restart();
    }
}
