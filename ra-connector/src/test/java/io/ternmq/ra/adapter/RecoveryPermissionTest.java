// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.server.PasswordFile;
import io.ternmq.api.spi.ScramCredential;
import io.ternmq.test.connector.TestServer;
import jakarta.jms.XAJMSContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recovery where the broker inside the server has users and permissions. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RecoveryPermissionTest {

    private final TestServer server = new TestServer();
    private final TernResourceAdapter adapter = new TernResourceAdapter();
    private Path users;

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init") // set before each test
    RecoveryPermissionTest() {}

    @BeforeEach
    void configure() throws Exception {
        users = data.resolve("users");
        add("clerk");
        add("server");
        adapter.setUrl("vm://recovery-permission");
        adapter.setDataDirectory(data.toString());
        adapter.setBrokerConfig(data.resolve("broker.properties").toString());
    }

    private void add(String user) {
        assertThat(PasswordFile.edit(users, ScramCredential.LEAST_ITERATIONS)
                        .add(user, (user + "-secret").toCharArray(), Set.of(user)))
                .as("a new user")
                .isTrue();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(String user, String pattern) throws Exception {
        Files.writeString(
                data.resolve("broker.properties"),
                "store = memory\nsecurity.users = " + users.toString().replace('\\', '/') + '\n'
                        + permission(0, "#", "clerk", "send, create")
                        + permission(1, pattern, "server", "manage"));
        adapter.setUser(user);
        adapter.setPassword(user + "-secret");
        server.start(adapter);
    }

    private static String permission(int index, String pattern, String role, String actions) {
        String key = "security.permissions[" + index + "].";
        return key + "pattern = " + pattern + '\n' + key + "role = " + role + '\n' + key + "actions = " + actions
                + '\n';
    }

    @Test
    void needsToManageTheTransactionsOfTheBrokerAndNothingElse() throws Exception {
        start("server", "ternmq.transactions");
        Xid xid = new OneXid();
        prepareAsClerk(xid);
        XAResource recovery = adapter.getXAResources(null)[0];
        assertThat(recovery.recover(XAResource.TMSTARTRSCAN)).hasSize(1);
        recovery.commit(xid, false);
        assertThat(recovery.recover(XAResource.TMSTARTRSCAN)).isEmpty();
    }

    @Test
    void isRefusedToWhoManagesSomethingElseOnly() throws Exception {
        start("server", "orders");
        assertRefused();
    }

    @Test
    void isRefusedToWhoWorksInTransactionsOnly() throws Exception {
        start("clerk", "ternmq.transactions");
        assertRefused();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> adapter.getXAResources(null)[0].recover(XAResource.TMSTARTRSCAN))
                .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode)
                        .isEqualTo(XAException.XAER_RMERR))
                .hasMessageContaining("MANAGE for queue://ternmq.transactions");
    }

    private void prepareAsClerk(Xid xid) throws Exception {
        try (XAJMSContext context = adapter.connections(null).createXAContext("clerk", "clerk-secret")) {
            XAResource resource = context.getXAResource();
            resource.start(xid, XAResource.TMNOFLAGS);
            context.createProducer().send(context.createQueue("orders"), "in doubt");
            resource.end(xid, XAResource.TMSUCCESS);
            assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
        }
    }

    /** The only branch there is. */
    private record OneXid() implements Xid {

        @Override
        public int getFormatId() {
            return 7;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return "one".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
