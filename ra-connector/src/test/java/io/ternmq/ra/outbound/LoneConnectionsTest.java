// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Session;
import jakarta.resource.ResourceException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections of which no server knows, and the names they get. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LoneConnectionsTest extends OutboundStage {

    private int connections() {
        return broker.management().connections().size();
    }

    private List<String> clientIds() {
        return broker.management().connections().stream()
                .map(connection -> String.valueOf(connection.clientId()))
                .toList();
    }

    @Test
    void areMadeForEachUseAndEndWithIt() throws Exception {
        ConnectionFactory programs = (ConnectionFactory) factory().createConnectionFactory();
        Connection one = programs.createConnection();
        try (Connection other = programs.createConnection()) {
            assertThat(one).isNotSameAs(other);
            assertThat(connections()).isEqualTo(2);
            one.close();
            assertThat(connections()).isOne();
            assertThat(other.createSession().getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
        }
        assertThat(connections()).isZero();
    }

    @Test
    void areMadeForFactoriesOfThisAdapterOnly() {
        var foreign = (jakarta.resource.spi.ManagedConnectionFactory) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {jakarta.resource.spi.ManagedConnectionFactory.class},
                (proxy, method, arguments) -> "another adapter");
        assertThatThrownBy(() -> new LoneConnections().allocateConnection(foreign, null))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("another adapter");
    }

    @Test
    void areNamedOnceThoughUrlAndPropertySayTheSame() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setUrl(broker.uri() + "?clientId=me");
        factory.setClientId("me");
        try (Connection connection = ((ConnectionFactory) factory.createConnectionFactory()).createConnection()) {
            assertThat(connection.getClientID()).isEqualTo("me");
            assertThat(clientIds()).containsExactly("me");
        }
    }

    @Test
    void doNotStayOpenWhenTheirNameIsTaken() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setClientId("me");
        ConnectionFactory programs = (ConnectionFactory) factory.createConnectionFactory();
        try (Connection first = programs.createConnection()) {
            assertThat(first.getClientID()).isEqualTo("me");
            assertThatThrownBy(programs::createConnection).hasMessageContaining("me");
            assertThat(clientIds()).containsExactly("me");
        }
        assertThat(connections()).isZero();
    }
}
