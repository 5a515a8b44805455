// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.protocol.ClaimClientId;
import io.ternmq.protocol.Connect;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of connections: identity, exception listener, sessions, temporary destinations, the end. */
final class ConnectionTest {

    private final JmsStage stage = new JmsStage();

    @Test
    void sendsTheIdentityOfThePolicyOrTheOneGiven() throws JMSException {
        ClientPolicy policy = ClientPolicy.DEFAULT.withClientId("billing").withUser("ann", "secret");
        TernConnection.open(stage.broker.connector(), stage.environment, policy, null, null);
        stage.broker.hears("Connect[clientId=billing, user=ann]");
        TernConnection.open(stage.broker.connector(), stage.environment, policy, "bob", "secret");
        stage.broker.hears("Connect[clientId=billing, user=bob]");
    }

    @Test
    void endsTheLinkWhenTheBrokerRefusesTheConnection() {
        stage.broker.refuses(Connect.class, ErrorCode.SECURITY);
        assertThatThrownBy(stage::connection).isInstanceOf(JMSSecurityException.class);
        stage.broker.hears("Connect[clientId=null, user=null]", "end");
    }

    @Test
    void claimsAClientIdentifierBeforeAnythingElse() throws JMSException {
        TernConnection connection = stage.connection();
        assertThat(connection.getClientID()).isNull();
        assertThat(connection.getMetaData()).isNotNull();

        connection.setClientID("billing");
        assertThat(connection.getClientID()).isEqualTo("billing");
        stage.broker.hears("ClaimClientId[clientId=billing]");
        assertThatThrownBy(() -> connection.setClientID("other")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAClientIdentifierThatIsTakenOrEmpty() throws JMSException {
        TernConnection connection = stage.connection();
        assertThatThrownBy(() -> connection.setClientID(" ")).isInstanceOf(InvalidClientIDException.class);
        assertThatThrownBy(() -> connection.setClientID(null)).isInstanceOf(InvalidClientIDException.class);

        stage.broker.refuses(ClaimClientId.class, ErrorCode.INVALID_CLIENT_ID);
        assertThatThrownBy(() -> connection.setClientID("taken")).isInstanceOf(InvalidClientIDException.class);
        assertThat(connection.getClientID()).isNull();
    }

    @Test
    void refusesAClientIdentifierAfterTheFirstUseOrWhenThereIsOne() throws JMSException {
        TernConnection used = stage.connection();
        used.createSession();
        assertThatThrownBy(() -> used.setClientID("late")).isInstanceOf(IllegalStateException.class);
        TernConnection preset = stage.connection(ClientPolicy.DEFAULT.withClientId("billing"));
        assertThatThrownBy(() -> preset.setClientID("other")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void describesItself() throws JMSException {
        ConnectionMetaData data = stage.connection().getMetaData();
        assertThat(data.getJMSVersion()).isEqualTo("3.1");
        assertThat(data.getJMSMajorVersion()).isEqualTo(3);
        assertThat(data.getJMSMinorVersion()).isEqualTo(1);
        assertThat(data.getJMSProviderName()).isEqualTo("TernMQ");
        assertThat(data.getProviderVersion())
                .startsWith(data.getProviderMajorVersion() + "." + data.getProviderMinorVersion());
        assertThat(Collections.list((Enumeration<?>) data.getJMSXPropertyNames()))
                .hasToString("[JMSXGroupID, JMSXGroupSeq, JMSXDeliveryCount]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 101})
    void makesSessionsOfEveryMode(int mode) throws JMSException {
        Session session = stage.connection().createSession(mode);
        assertThat(session.getAcknowledgeMode()).isEqualTo(mode);
        assertThat(session.getTransacted()).isEqualTo(mode == Session.SESSION_TRANSACTED);
    }

    @Test
    void readsTheOlderWayOfNamingModes() throws JMSException {
        TernConnection connection = stage.connection();
        assertThat(connection.createSession(true, 99).getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
        assertThat(connection.createSession(false, 3).getAcknowledgeMode()).isEqualTo(Session.DUPS_OK_ACKNOWLEDGE);
        assertThat(connection.createSession().getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> connection.createSession(false, 0)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connection.createSession(-1)).isInstanceOf(JMSException.class);
    }

    @Test
    void tellsTheExceptionListenerOnceWhenTheLinkBreaks() throws JMSException {
        TernConnection connection = stage.connection();
        List<String> heard = new ArrayList<>();
        connection.setExceptionListener(e -> heard.add(e.getErrorCode() + ' ' + e.getMessage()));

        stage.broker.isLost();
        assertThat(heard).isEmpty();
        stage.executor.runAll();
        assertThat(heard).containsExactly(ErrorCode.CONNECTION_LOST.code() + " the link broke");
        assertThatThrownBy(connection::createSession).isInstanceOf(JMSException.class);
        connection.close();
    }

    @Test
    void closesInOrderAndOnlyOnce() throws JMSException {
        TernConnection connection = stage.connection();
        connection.createSession().createConsumer(JmsStage.QUEUE);
        stage.broker.hearsNoMatterWhat();
        connection.close();
        connection.close();
        stage.broker.hears("close 1", "Disconnect[]", "end");
        assertThatThrownBy(connection::getClientID).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void consumesOnlyFromItsOwnTemporaryDestinations() throws JMSException {
        TernConnection owner = stage.connection();
        TernConnection other = stage.connection();
        TemporaryQueue temporary = owner.createSession().createTemporaryQueue();

        owner.createSession().createConsumer(temporary).close();
        Session foreign = other.createSession();
        assertThatThrownBy(() -> foreign.createConsumer(temporary)).isInstanceOf(InvalidDestinationException.class);
        stage.broker.hearsNoMatterWhat();
        foreign.createProducer(temporary).send(foreign.createTextMessage("hello"));
        stage.broker.hears("send hello");

        temporary.delete();
        stage.broker.hears("DeleteTemporary[address=queue://temporary-1]");
    }
}
