// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.management.BranchView;
import io.ternmq.api.management.Management;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.JMSConsumer;
import jakarta.jms.Queue;
import jakarta.jms.XAJMSContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator decides branches over every store, and the manager that comes back learns it. */
class BranchDecisionTest {

    private static final Xid TO_COMMIT = new Name(131_077, "goods", "1");
    private static final Xid TO_ROLL_BACK = new Name(131_077, "money", "1");

    @TempDir
    private Path directory = Path.of(".");

    private final String name = "doubt-" + UUID.randomUUID();

    static Stream<String> stores() {
        return Stream.of("memory", "file", "derby");
    }

    private String store(String kind) {
        return switch (kind) {
            case "file" -> "file:" + directory.resolve("file");
            case "derby" -> "jdbc:derby:" + directory.resolve("db") + ";create=true";
            default -> kind;
        };
    }

    /** A life of the broker, looked after by an operator and a manager. */
    @FunctionalInterface
    private interface Life {
        void pass(Management management, XAJMSContext context) throws XAException;
    }

    private void live(String store, Life... lives) throws XAException {
        try (Broker broker = Broker.builder().name(name).store(StorePolicy.parse(store(store), name)).start()) {
            for (Life life : lives) {
                try (XAJMSContext context = new TernXAConnectionFactory("vm://" + name).createXAContext()) {
                    life.pass(broker.management(), context);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void managerThatComesBackLearnsWhatWasDecided(String store) throws XAException {
        if (store.equals("memory")) {
            live(store, BranchDecisionTest::prepare, BranchDecisionTest::decide, BranchDecisionTest::learn);
            return;
        }
        live(store, BranchDecisionTest::prepare);
        live(store, BranchDecisionTest::decide);
        live(store, BranchDecisionTest::learn);
        live(store, (management, context) -> {
            assertThat(management.branches()).isEmpty();
            assertThat(context.getXAResource().recover(XAResource.TMSTARTRSCAN)).isEmpty();
        });
    }

    private static void prepare(Management management, XAJMSContext context) throws XAException {
        for (Xid xid : List.of(TO_COMMIT, TO_ROLL_BACK)) {
            Queue in = context.createQueue("in");
            context.createProducer().send(in, "order");
            XAResource resource = context.getXAResource();
            resource.start(xid, XAResource.TMNOFLAGS);
            try (JMSConsumer consumer = context.createConsumer(in)) {
                assertThat(consumer.receive(10_000)).isNotNull();
                context.createProducer().send(context.createQueue("out"), "goods");
                resource.end(xid, XAResource.TMSUCCESS);
            }
            assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        }
    }

    private static void decide(Management management, XAJMSContext context) {
        assertThat(management.branches()).hasSize(2).allSatisfy(branch -> {
            assertThat(branch.state()).isEqualTo(BranchView.State.PREPARED);
            assertThat(branch.preparedMillis()).isPositive();
            assertThat(branch.sends()).containsEntry("queue://out", 1).hasSize(1);
            assertThat(branch.consumed()).containsEntry("queue://in", 1).hasSize(1);
        });
        management.commitBranch("131077:676f6f6473:31", "ann");
        management.rollbackBranch("131077:6d6f6e6579:31", null);
        assertThat(management.queue("in").figures().depth()).isEqualTo(1);
        assertThat(management.queue("out").figures().depth()).isEqualTo(1);
    }

    private static void learn(Management management, XAJMSContext context) throws XAException {
        XAResource resource = context.getXAResource();
        assertThat(management.branches()).extracting(BranchView::state)
                .containsExactlyInAnyOrder(BranchView.State.COMMITTED, BranchView.State.ROLLED_BACK);
        assertThat(resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).hasSize(2);
        assertCode(XAException.XA_HEURCOM, () -> resource.commit(TO_COMMIT, false));
        assertCode(XAException.XA_HEURCOM, () -> resource.rollback(TO_COMMIT));
        assertCode(XAException.XA_HEURRB, () -> resource.commit(TO_ROLL_BACK, false));
        assertCode(XAException.XA_HEURRB, () -> resource.rollback(TO_ROLL_BACK));
        for (Xid xid : List.of(TO_COMMIT, TO_ROLL_BACK)) {
            resource.forget(xid);
            assertCode(XAException.XAER_NOTA, () -> resource.forget(xid));
            assertCode(XAException.XAER_NOTA, () -> resource.commit(xid, false));
        }
        assertThat(management.queue("in").figures().depth()).isEqualTo(1);
        assertThat(management.queue("out").figures().depth()).isEqualTo(1);
    }

    private static void assertCode(int code, ThrowingCallable call) {
        XAException refusal = catchThrowableOfType(XAException.class, call);
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.errorCode).as(refusal.getMessage()).isEqualTo(code);
    }

    private record Name(int getFormatId, String global, String qualifier) implements Xid {

        @Override
        public byte[] getGlobalTransactionId() {
            return global.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getBranchQualifier() {
            return qualifier.getBytes(StandardCharsets.UTF_8);
        }
    }
}
