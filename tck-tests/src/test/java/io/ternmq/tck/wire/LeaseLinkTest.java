// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.pattern.work.LeasedMessage;
import io.ternmq.api.pattern.work.Leases;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.ReconnectPolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases over a link that breaks. */
@Timeout(60)
class LeaseLinkTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(20);

    /** The test alone breaks the link: no machine is so busy that one of the ends would seem silent to the other. */
    private static final ClientPolicy PATIENT = ClientPolicy.DEFAULT.withNetwork(
            ClientPolicy.DEFAULT.network().withReconnect(new ReconnectPolicy(20_000, 5, 20)));

    /** What is done with a broker behind a line that can be cut. */
    @FunctionalInterface
    private interface Scene {

        void play(LossyProxy line, Connection connection, Leases leases) throws Exception;
    }

    private static void over(long resumeMillis, Scene scene) throws Exception {
        String name = "leases-" + UUID.randomUUID();
        try (EmbeddedBroker broker = BrokerRegistry.instance().start(BrokerSettings.named(name));
                Acceptor acceptor = acceptor(broker, resumeMillis);
                LossyProxy line = new LossyProxy(acceptor.address(), new SplittableRandom(1))) {
            String uri = "tcp://127.0.0.1:" + line.port() + '/' + name;
            try (Connection connection = new TernConnectionFactory(uri, PATIENT).createConnection()) {
                scene.play(line, connection, ((WorkAccess) connection).leases("q", null, LONG));
            }
        }
    }

    private static Acceptor acceptor(EmbeddedBroker broker, long resumeMillis) {
        return Acceptor.start(
                AcceptorPolicy.DEFAULT
                        .withAddress("127.0.0.1", 0)
                        .withResumeMillis(resumeMillis),
                asked -> {
                    if (!broker.name().equals(asked)) {
                        throw new ProviderException(ErrorCode.CONNECTION_LOST, asked + " does not run");
                    }
                    return broker.network();
                });
    }

    private static void send(Connection connection, String text) throws JMSException {
        try (Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue("q"))) {
            producer.send(session.createTextMessage(text));
        }
    }

    private static LeasedMessage one(Leases leases) throws JMSException {
        List<LeasedMessage> taken = leases.take(1, SOON);
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    @Test
    void aLeaseSurvivesAConnectionThatIsResumed() throws Exception {
        over(30_000, (line, connection, leases) -> {
            send(connection, "a");
            LeasedMessage lease = one(leases);
            line.cut();
            lease.extend(LONG);
            line.cut();
            lease.acknowledge();
            assertThat(leases.take(1, Duration.ZERO)).isEmpty();
        });
    }

    @Test
    void aLeaseIsLostWithAConnectionThatTheBrokerHasForgotten() throws Exception {
        over(0, (line, connection, leases) -> {
            send(connection, "a");
            LeasedMessage lease = one(leases);
            line.cut();
            LeasedMessage again = one(leases);
            assertThat(again.message().getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
            assertThatThrownBy(lease::acknowledge).isInstanceOfSatisfying(
                    JMSException.class, e -> assertThat(e.getErrorCode()).isEqualTo(ErrorCode.LEASE_LOST.code()));
            again.acknowledge();
        });
    }

    @Test
    void whoeverWaitsGoesOnWaitingWhenTheBrokerHasForgottenTheConnection() throws Exception {
        over(0, (line, connection, leases) -> {
            CompletableFuture<String> taken = CompletableFuture.supplyAsync(() -> {
                try {
                    return one(leases).message().getBody(String.class);
                } catch (JMSException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int i = 0; i < 3 && !taken.isDone(); i++) {
                line.cut();
                assertThat(leases.take(1, Duration.ZERO)).isEmpty(); // when it answers, the link stands again
            }
            send(connection, "late");
            assertThat(taken.get(20, TimeUnit.SECONDS)).isEqualTo("late");
        });
    }
}
