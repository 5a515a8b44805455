// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.ra.Login;
import io.ternmq.ra.Placed;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.InvalidPropertyException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Properties that point into the server's directory. */
class LookupTest extends InboundStage {

    private final Map<String, Object> directory = new ConcurrentHashMap<>();

    @BeforeEach
    void open() {
        HandDirectory.use(directory);
    }

    @AfterEach
    void shut() {
        HandDirectory.use(null);
    }

    private void bindDestinations() {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            directory.put("java:app/orders", context.createQueue("orders"));
            directory.put("jms/news", context.createTopic("news"));
        }
    }

    @Test
    void findsADestinationAndItsKind() throws Exception {
        bindDestinations();
        TernActivationSpec spec = new TernActivationSpec();
        spec.setDestinationLookup("jms/news");
        spec.setReplay(null);
        Activation activation = activate(transacted(this::note), spec);
        assertThat(activation.view().destination()).isEqualTo("topic news");
        publish("news", "a");
        assertThat(next()).isEqualTo("a 1");
    }

    @Test
    void takesAPlaceForADestinationAndANameWhereNothingIs() throws Exception {
        bindDestinations();
        TernActivationSpec placed = new TernActivationSpec();
        placed.setDestination("java:app/orders");
        assertThat(activate(plain(this::note), placed).view().destination()).isEqualTo("queue orders");
        assertThat(activate(plain(this::note), topic("jms/news")).view().destination()).isEqualTo("topic news");
        assertThat(activate(plain(this::note), topic("a/b")).view().destination()).isEqualTo("topic a/b");
    }

    @Test
    void usesTheNameWhenTheLookUpFindsNothing() throws Exception {
        TernActivationSpec spec = queue("orders");
        spec.setDestinationLookup("jms/missing");
        assertThat(activate(plain(this::note), spec).view().destination()).isEqualTo("queue orders");
    }

    @Test
    void saysWhatIsMissingOrOfTheWrongKind() {
        bindDestinations();
        TernActivationSpec missing = new TernActivationSpec();
        missing.setDestinationLookup("jms/missing");
        assertThatThrownBy(() -> activate(plain(this::note), missing)).isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("destinationLookup points at jms/missing")
                .hasMessageContaining("jakarta.jms.Destination");
        directory.put("jms/text", "text");
        missing.setDestinationLookup("jms/text");
        assertThatThrownBy(() -> activate(plain(this::note), missing)).isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("a java.lang.String instead of a jakarta.jms.Destination");
        TernActivationSpec other = queue("java:app/orders");
        directory.put("java:app/orders", Objects.requireNonNull(directory.get("jms/news")));
        assertThatThrownBy(() -> activate(plain(this::note), other)).isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("destinationType is 'jakarta.jms.Queue'")
                .hasMessageContaining("jakarta.jms.Topic");
        assertThatThrownBy(() -> activate(plain(this::note), new TernActivationSpec()))
                .isInstanceOf(InvalidPropertyException.class);
    }

    @Test
    void connectsThroughAFactoryThatItFinds() throws Exception {
        directory.put("jms/factory", new TernXAConnectionFactory(broker.uri().toString()));
        TernActivationSpec spec = queue("orders");
        spec.setConnectionFactoryLookup("jms/factory");
        spec.setUrl("vm://nobody-is-there");
        activate(transacted(this::note), spec);
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
    }

    @Test
    void goesWhereAFactoryOfTheAdapterGoes() throws Exception {
        directory.put("jms/factory", new Handle(broker.uri().toString(), null));
        TernActivationSpec spec = queue("orders");
        spec.setConnectionFactoryLookup("jms/factory");
        Activation activation = activate(transacted(this::note), spec);
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
        activation.close();
        directory.put("jms/factory", new Handle("vm://nobody-is-there?create=false", null));
        assertThat(activate(transacted(this::note), spec).view().state()).isEqualTo(State.RECONNECTING);
    }

    /** Open Liberty writes the adapter's properties into endpoints that do not have them. */
    @Test
    void prefersTheFactoryToTheUrlThatAServerFillsIn() throws Exception {
        directory.put("jms/factory", new Handle(broker.uri().toString(), null));
        TernActivationSpec spec = queue("orders");
        spec.setConnectionFactoryLookup("jms/factory");
        spec.setUrl("tcp://127.0.0.1:1");
        activate(transacted(this::note), spec);
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
    }

    @Test
    void needsAFactoryOfBranchesWhereDeliveriesAreTransacted() throws Exception {
        ConnectionFactory real = broker.connectionFactory();
        directory.put("jms/factory", Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ConnectionFactory.class},
                (proxy, method, arguments) -> method.invoke(real, arguments)));
        TernActivationSpec spec = queue("orders");
        spec.setConnectionFactoryLookup("jms/factory");
        assertThatThrownBy(() -> activate(transacted(this::note), spec)).isInstanceOf(NotSupportedException.class)
                .hasMessageContaining("connectionFactoryLookup points at jms/factory")
                .hasMessageContaining("jakarta.jms.XAConnectionFactory");
        activate(plain(this::note), spec);
        send("orders", "a");
        assertThat(next()).isEqualTo("a 1");
    }

    @Test
    void takesTheClientIdentifierOfTheFactoryForADurableSubscription() throws Exception {
        directory.put("jms/factory", new Handle(broker.uri().toString(), "server-1"));
        TernActivationSpec spec = topic("news");
        spec.setConnectionFactoryLookup("jms/factory");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("desk");
        activate(transacted(this::note), spec).close();
        publish("news", "a");
        activate(transacted(this::note), spec);
        assertThat(next()).isEqualTo("a 1");
    }

    @Test
    void saysThatNeitherBeanNorFactoryHasTheClientIdentifierOfADurableSubscription() {
        directory.put("jms/factory", new Handle(broker.uri().toString(), null));
        TernActivationSpec spec = topic("news");
        spec.setConnectionFactoryLookup("jms/factory");
        spec.setSubscriptionDurability("Durable");
        spec.setSubscriptionName("desk");
        assertThatThrownBy(() -> activate(transacted(this::note), spec)).isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("Property clientId is not set");
    }

    @Test
    void leavesTheClientIdentifierToProgramsWhereNoSubscriptionNeedsIt() throws Exception {
        directory.put("jms/factory", new Handle(broker.uri().toString(), "server-1"));
        TernActivationSpec spec = queue("orders");
        spec.setConnectionFactoryLookup("jms/factory");
        activate(transacted(this::note), spec);
        try (JMSContext program = broker.connectionFactory().createContext()) {
            program.setClientID("server-1");
            send("orders", "a");
            assertThat(next()).isEqualTo("a 1");
        }
    }

    @Test
    void refusesForAQueueWhatOnlyTopicsHaveThoughItIsFoundOutLate() {
        bindDestinations();
        TernActivationSpec durable = new TernActivationSpec();
        durable.setDestinationLookup("java:app/orders");
        durable.setSubscriptionDurability("Durable");
        durable.setSubscriptionName("desk");
        durable.setClientId("server-1");
        durable.setReplay("earliest");
        assertThatThrownBy(() -> activate(transacted(this::note), durable))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("subscriptionDurability is 'Durable'; it must be NonDurable for a queue")
                .hasMessageContaining("Property replay is 'earliest'");
    }

    /** Stands for a connection factory of the adapter. */
    private record Handle(String url, @Nullable String clientId) implements Placed {

        @Override
        public Login login() {
            return Login.NOBODY;
        }
    }
}
