// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.security;

import static io.ternmq.api.policy.Action.BROWSE;
import static io.ternmq.api.policy.Action.CONSUME;
import static io.ternmq.api.policy.Action.CREATE;
import static io.ternmq.api.policy.Action.MANAGE;
import static io.ternmq.api.policy.Action.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.policy.Permission;
import io.ternmq.api.policy.SecurityPolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.api.server.Users;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.XAConnection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6.1.1 What somebody may do who has been let in")
@Section({"6.1.1", "10.3", "JMSSecurityException"})
class PermissionsTest extends Stage {

    private static final Users USERS = Users.of(Map.of("clerk", "of-clerk", "boss", "of-boss", "eve", "of-eve"), 2)
            .withRoles(Map.of("clerk", Set.of("staff"), "boss", Set.of("staff", "head")));
    private static final List<Permission> PERMISSIONS = List.of(
            Permission.of("#", "head", SEND, CONSUME, BROWSE, CREATE, MANAGE),
            Permission.of("orders.#", "staff", SEND, CONSUME, CREATE),
            Permission.of("orders.secret", "head", CONSUME),
            Permission.of("stock", "staff", SEND, BROWSE));

    @BeforeEach
    void start() {
        closing(described()
                .authenticator(USERS)
                .security(SecurityPolicy.defaults().withAllowPlain(true).withPermissions(PERMISSIONS))
                .start());
    }

    @Test
    void whoHasTheRolesSendsAndConsumes() throws Exception {
        Session session = as("clerk");
        Queue queue = session.createQueue("orders.eu");
        send(session, queue, "x");

        assertThat(next(session.createConsumer(queue))).isEqualTo("x");
    }

    @Test
    void sendingNeedsThePermissionAndTheRefusalNamesIt() throws Exception {
        Session session = as("eve");
        MessageProducer producer = session.createProducer(session.createQueue("orders.eu"));

        assertThatThrownBy(() -> producer.send(session.createTextMessage("x")))
                .isExactlyInstanceOf(JMSSecurityException.class)
                .hasMessageContaining("'eve'")
                .hasMessageContaining("SEND for queue://orders.eu")
                .hasMessageNotContaining("staff");
        MessageProducer toTopic = session.createProducer(session.createTopic("orders.eu"));
        refused(() -> toTopic.send(session.createTextMessage("x")));
    }

    @Test
    void sendingInATransactionIsRefusedAndTheRestCommitted() throws Exception {
        Connection connection = connect("clerk");
        connection.start();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        send(session, session.createQueue("orders.eu"), "x");
        refused(() -> send(session, session.createQueue("payroll"), "y"));
        session.commit();

        assertThat(next(session.createConsumer(session.createQueue("orders.eu")))).isEqualTo("x");
    }

    @Test
    void theMostSpecificPatternDecides() throws Exception {
        Session clerk = as("clerk");
        send(clerk, clerk.createQueue("orders.secret"), "x");

        refused(() -> clerk.createConsumer(clerk.createQueue("orders.secret")));
        Session boss = as("boss");
        assertThat(next(boss.createConsumer(boss.createQueue("orders.secret")))).isEqualTo("x");
    }

    @Test
    void browsingIsAPermissionOfItsOwn() throws Exception {
        Session boss = as("boss");
        send(boss, boss.createQueue("orders.eu"), "x");
        boss.createConsumer(boss.createQueue("stock")).close();
        Session clerk = as("clerk");

        refused(() -> clerk.createBrowser(clerk.createQueue("orders.eu")).getEnumeration().hasMoreElements());
        assertThat(clerk.createBrowser(clerk.createQueue("stock")).getEnumeration().hasMoreElements()).isFalse();
    }

    @Test
    void aQueueIsMadeByThoseOnlyWhoMayCreateIt() throws Exception {
        Session clerk = as("clerk");
        Queue stock = clerk.createQueue("stock");
        assertThatThrownBy(() -> send(clerk, stock, "x"))
                .isExactlyInstanceOf(JMSSecurityException.class)
                .hasMessageContaining("CREATE for queue://stock");

        Session boss = as("boss");
        send(boss, stock, "made");
        send(clerk, stock, "x");
        assertThat(next(boss.createConsumer(stock), 2)).containsExactly("made", "x");
    }

    @Test
    void aSubscriptionNeedsEveryTopicOfItsPattern() throws Exception {
        Session clerk = as("clerk");
        MessageConsumer narrow = clerk.createConsumer(clerk.createTopic("orders.eu.#"));

        refused(() -> clerk.createConsumer(clerk.createTopic("orders.*")));
        refused(() -> clerk.createConsumer(clerk.createTopic("#")));
        refused(() -> clerk.createSharedConsumer(clerk.createTopic("stock"), "s"));
        refused(() -> clerk.createSharedDurableConsumer(clerk.createTopic("stock"), "s"));
        send(clerk, clerk.createTopic("orders.eu.fr"), "x");
        assertThat(next(narrow)).isEqualTo("x");
    }

    @Test
    void aDurableSubscriptionOfOthersIsNeitherReplacedNorEnded() throws Exception {
        Connection boss = connect("boss");
        boss.setClientID("reports");
        Session bossSession = boss.createSession();
        Topic payroll = bossSession.createTopic("payroll");
        bossSession.createDurableConsumer(payroll, "monthly").close();
        bossSession.createSharedDurableConsumer(payroll, "shared").close();
        boss.close();
        Connection clerk = connect("clerk");
        clerk.setClientID("reports");
        Session session = clerk.createSession();
        Topic orders = session.createTopic("orders.eu");

        refused(() -> session.unsubscribe("monthly"));
        refused(() -> session.createDurableConsumer(orders, "monthly"));
        refused(() -> session.createSharedDurableConsumer(orders, "shared"));
        session.createDurableConsumer(orders, "own").close();
        session.unsubscribe("own");
    }

    @Test
    void aGroupOfAStreamIsNotEndedByOthers() throws Exception {
        Connection boss = connect("boss");
        ((StreamAccess) boss).configure("payroll", StreamPolicy.DEFAULT);
        Session bossSession = boss.createSession();
        bossSession.createConsumer(bossSession.createTopic("payroll?group=monthly")).close();
        Session clerk = as("clerk");

        refused(() -> clerk.createConsumer(clerk.createTopic("payroll?replay=earliest")));
        refused(() -> clerk.unsubscribe("monthly"));
        assertThat(((StreamAccess) boss).stream("payroll").groups()).hasSize(1);
        bossSession.unsubscribe("monthly");
        assertThat(((StreamAccess) boss).stream("payroll").groups()).isEmpty();
    }

    @Test
    void everybodyMayAnswerARequest() throws Exception {
        Session clerk = as("clerk");
        Queue replies = clerk.createTemporaryQueue();
        Session eve = as("eve");
        send(eve, replies, "answer");

        assertThat(next(clerk.createConsumer(replies))).isEqualTo("answer");
        send(eve, eve.createTemporaryTopic(), "nobody listens");
    }

    @Test
    void aTemporaryQueueOfOthersIsNotLookedInto() throws Exception {
        Session clerk = as("clerk");
        Queue replies = clerk.createTemporaryQueue();
        Session boss = as("boss");

        assertThatThrownBy(() -> boss.createConsumer(replies)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> boss.createBrowser(replies).getEnumeration().hasMoreElements())
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> boss.createBrowser(boss.createQueue(replies.getQueueName())).getEnumeration()
                        .hasMoreElements())
                .isInstanceOf(InvalidDestinationException.class);
        assertThat(clerk.createBrowser(replies).getEnumeration().hasMoreElements()).isFalse();
    }

    @Test
    void aNameOfATemporaryQueueIsNoWayToMakeOne() throws Exception {
        Session eve = as("eve");

        assertThatThrownBy(() -> send(eve, eve.createQueue("temporary-queue.mine"), "x"))
                .isInstanceOf(JMSException.class);
    }

    @Test
    void theSimplifiedInterfaceRefusesToo() {
        JMSContext context = closing(factory.createContext("eve", "of-eve"));

        assertThatThrownBy(() -> context.createProducer().send(context.createQueue("orders"), "x"))
                .isExactlyInstanceOf(JMSSecurityRuntimeException.class);
    }

    @Test
    @Section("11.3.5")
    void transactionsOfOthersAreListedForThoseOnlyWhoManageThem() throws Exception {
        try (XAConnection boss = xaFactory().createXAConnection("boss", "of-boss");
                XAConnection clerk = xaFactory().createXAConnection("clerk", "of-clerk")) {
            XAResource managing = boss.createXASession().getXAResource();
            XAResource other = clerk.createXASession().getXAResource();

            assertThat(managing.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).isEmpty();
            assertThatThrownBy(() -> other.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                    .isInstanceOf(XAException.class);
        }
    }

    @Test
    void whoGivesNoNameHasNoRole() throws Exception {
        if (!isBrokerInThisProcess()) {
            assertThatThrownBy(this::started).isInstanceOf(JMSSecurityException.class);
            return;
        }
        Session nameless = started().createSession();

        refused(() -> send(nameless, nameless.createQueue("orders"), "x"));
    }

    @Test
    void aScheduleIsForThoseWhoMaySendToItsDestinationAndALeaseForThoseWhoMayConsume() throws Exception {
        Connection clerk = connect("clerk");
        Connection eve = connect("eve");
        Session session = clerk.createSession();
        ScheduleSpec nightly = ScheduleSpec.cron("nightly", "0 3 * * *", ZoneId.of("UTC"));
        Queue queue = session.createQueue("orders.eu");
        refused(() -> ((WorkAccess) eve).schedule(nightly, queue, session.createTextMessage("x")));
        ((WorkAccess) clerk).schedule(nightly, queue, session.createTextMessage("x"));

        assertThat(((WorkAccess) eve).schedules("")).isEmpty();
        refused(() -> ((WorkAccess) eve).runSchedule("nightly"));
        refused(() -> ((WorkAccess) eve).cancelSchedule("nightly"));
        refused(() -> ((WorkAccess) eve).leases("orders.eu", null, Duration.ofMinutes(1)));
        assertThat(((WorkAccess) clerk).schedules("")).hasSize(1);
        assertThat(((WorkAccess) connect("boss")).runSchedule("nightly")).isTrue();
        assertThat(((WorkAccess) clerk).leases("orders.eu", null, Duration.ofMinutes(1)).take(1, Duration.ZERO))
                .hasSize(1);
    }

    // --- steps --------------------------------------------------------------------------------------------------

    private Connection connect(String user) throws JMSException {
        return closing(factory.createConnection(user, "of-" + user));
    }

    private Session as(String user) throws JMSException {
        Connection connection = connect(user);
        connection.start();
        return connection.createSession();
    }

    private static void refused(ThrowingCallable request) {
        assertThatThrownBy(request).isExactlyInstanceOf(JMSSecurityException.class);
    }
}
