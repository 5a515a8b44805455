// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.server.Broker;
import io.ternmq.ra.inbound.HandDirectory;
import io.ternmq.ra.inbound.TernActivationSpec;
import io.ternmq.ra.outbound.TernManagedConnectionFactory;
import io.ternmq.test.connector.TestServer;
import jakarta.jms.XAJMSContext;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RecoveryResourceTest {

    private static final int ALL = XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN;

    private final TestServer server = new TestServer();
    private final TernResourceAdapter adapter = new TernResourceAdapter();
    private String name;

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before each test
    RecoveryResourceTest() {}

    @BeforeEach
    void start(TestInfo info) throws Exception {
        name = "rc-" + info.getTestMethod().orElseThrow().getName();
        adapter.setUrl("vm://" + name);
        adapter.setDataDirectory(data.toString());
        server.start(adapter);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private record TestXid(String transaction) implements Xid {

        @Override
        public int getFormatId() {
            return 7;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return transaction.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    /** Leaves a prepared branch behind whose session is gone. */
    private void prepare(Xid xid) throws Exception {
        try (XAJMSContext context = adapter.connections(null).createXAContext()) {
            XAResource resource = context.getXAResource();
            resource.start(xid, XAResource.TMNOFLAGS);
            context.createProducer().send(context.createQueue("orders"), "in doubt");
            resource.end(xid, XAResource.TMSUCCESS);
            resource.prepare(xid);
        }
    }

    private long messages() {
        return Broker.find(name).orElseThrow().statistics().queues().stream()
                .mapToLong(MailboxStatistics::depth)
                .sum();
    }

    private XAResource only() {
        XAResource[] resources = adapter.getXAResources(null);
        assertThat(resources).hasSize(1);
        return resources[0];
    }

    @Test
    void findsBranchesInDoubtAndEndsThem() throws Exception {
        Xid committed = new TestXid("committed");
        Xid forgone = new TestXid("forgone");
        prepare(committed);
        prepare(forgone);
        XAResource resource = only();
        assertThat(resource.recover(XAResource.TMSTARTRSCAN))
                .extracting(xid -> new String(xid.getGlobalTransactionId(), StandardCharsets.US_ASCII))
                .containsExactlyInAnyOrder("committed", "forgone");
        assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
        resource.commit(committed, false);
        resource.rollback(forgone);
        assertThat(resource.recover(ALL)).isEmpty();
        assertThat(messages()).isOne();
    }

    @Test
    void isOfNoUseWhileTheBrokerIsDownAndOfUseAgainAfterwards() throws Exception {
        Xid xid = new TestXid("survivor");
        prepare(xid);
        XAResource resource = only();
        server.stop(adapter);
        List<Step> steps = List.of(
                () -> resource.recover(ALL), () -> resource.commit(xid, false), () -> resource.rollback(xid));
        for (Step step : steps) {
            assertThatThrownBy(step::take)
                    .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                            .isEqualTo(XAException.XAER_RMFAIL))
                    .hasMessageContaining("vm://" + name);
        }
        server.start(adapter);
        assertThat(resource.recover(ALL)).hasSize(1);
        resource.commit(xid, false);
        assertThat(messages()).isOne();
    }

    @FunctionalInterface
    private interface Step {
        void take() throws XAException;
    }

    @Test
    void passesOnWhatTheBrokerAnswers() {
        assertThatThrownBy(() -> only().commit(new TestXid("nobody's"), false))
                .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                        .isEqualTo(XAException.XAER_NOTA));
    }

    @Test
    void takesInNoWork() {
        XAResource resource = only();
        Xid xid = new TestXid("work");
        List<Step> steps =
                List.of(() -> resource.start(xid, 0), () -> resource.end(xid, 0), () -> resource.prepare(xid));
        for (Step step : steps) {
            assertThatThrownBy(step::take)
                    .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                            .isEqualTo(XAException.XAER_PROTO));
        }
        assertThatThrownBy(() -> resource.recover(1))
                .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                        .isEqualTo(XAException.XAER_INVAL));
    }

    @Test
    void isTheSameResourceManagerAsEverySessionOfItsBroker() throws Exception {
        XAResource resource = only();
        try (XAJMSContext same = adapter.connections(null).createXAContext();
                XAJMSContext other = adapter.connections("vm://" + name + "-other").createXAContext()) {
            assertThat(resource.isSameRM(same.getXAResource())).isTrue();
            assertThat(resource.isSameRM(other.getXAResource())).isFalse();
        }
        TernManagedConnectionFactory factory = new TernManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        ManagedConnection pooled = factory.createManagedConnection(null, null);
        assertThat(resource.isSameRM(pooled.getXAResource())).isTrue();
        pooled.destroy();
        ActivationSpec[] specs = {spec("vm://" + name + "?maxPrefetch=1"), spec("vm://" + name + "-other")};
        XAResource[] several = adapter.getXAResources(specs);
        assertThat(several).hasSize(3);
        assertThat(resource.isSameRM(several[0])).isTrue();
        assertThat(resource.isSameRM(several[1])).isTrue();
        assertThat(resource.isSameRM(several[2])).isFalse();
        assertThat(resource.isSameRM(null)).isFalse();
    }

    @Test
    void isThereOnceForEachBroker() {
        ActivationSpec[] specs =
                {spec(null), spec("vm://" + name), spec("vm://elsewhere"), spec("vm://elsewhere")};
        XAResource[] resources = adapter.getXAResources(specs);
        assertThat(resources)
                .extracting(Object::toString)
                .containsExactly("recovery of vm://" + name, "recovery of vm://elsewhere");
    }

    /** An endpoint need not say its broker itself. */
    @Test
    void looksUpTheFactoryOfAnEndpoint() throws Exception {
        TernManagedConnectionFactory factory = new TernManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        factory.setUrl("vm://elsewhere");
        TernActivationSpec found = spec(null);
        found.setConnectionFactoryLookup("jms/elsewhere");
        TernActivationSpec lost = spec(null);
        lost.setConnectionFactoryLookup("jms/missing");
        TernActivationSpec filled = spec("vm://" + name);
        filled.setConnectionFactoryLookup("jms/further");
        TernManagedConnectionFactory further = new TernManagedConnectionFactory();
        further.setResourceAdapter(adapter);
        further.setUrl("vm://further");
        HandDirectory.use(Map.of(
                "jms/elsewhere", factory.createConnectionFactory(), "jms/further", further.createConnectionFactory()));
        try {
            assertThat(adapter.getXAResources(new ActivationSpec[] {found, lost, filled}))
                    .extracting(Object::toString)
                    .containsExactly(
                            "recovery of vm://" + name, "recovery of vm://elsewhere", "recovery of vm://further");
        } finally {
            HandDirectory.use(null);
        }
    }

    private static TernActivationSpec spec(@Nullable String url) {
        TernActivationSpec spec = new TernActivationSpec();
        spec.setUrl(url);
        return spec;
    }
}
