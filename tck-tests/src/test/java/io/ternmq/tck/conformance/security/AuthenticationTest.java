// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.Users;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("6.1.1 Credentials are checked when a connection is created")
@Section({"6.1.1", "ConnectionFactory"})
class AuthenticationTest extends Stage {

    private static final Users USERS = Users.of(Map.of("ann", "of-ann", "bob", "of-bob"), 2);

    @ParameterizedTest
    @EnumSource
    void aKnownUserIsLetIn(Entrance entrance) throws Exception {
        brokerWith(USERS);
        closing(entrance.open(nameless(), "ann", "of-ann"));

        assertThat(connections()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    @Section({"6.1.1", "10.3", "JMSSecurityException", "JMSSecurityRuntimeException"})
    void aWrongPasswordIsRefusedAtCreation(Entrance entrance) {
        brokerWith(USERS);

        assertRefused(entrance, nameless(), "ann", "of-bob");
        assertRefused(entrance, nameless(), "ann", "");
        assertThat(connections()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Section({"6.1.1", "10.3", "JMSSecurityException", "JMSSecurityRuntimeException"})
    void anUnknownUserIsRefusedAtCreation(Entrance entrance) {
        brokerWith(USERS);

        assertRefused(entrance, nameless(), "eve", "of-ann");
        assertRefused(entrance, nameless(), "", "");
        assertThat(connections()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aUserWithoutPasswordIsRefused(Entrance entrance) {
        brokerWith(USERS);

        assertRefused(entrance, nameless(), "ann", null);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAUserTheOneOfTheFactoryIsTaken(Entrance entrance) throws Exception {
        brokerWith(USERS.withoutAnonymous());

        closing(entrance.open(of("ann", "of-ann")));
        closing(entrance.open(of("ann", "of-ann"), null, null));
        closing(entrance.open(of("ann", "of-ann"), null, "ignored with no name"));
        assertThat(connections()).isEqualTo(3);
        assertSecurity(entrance, catchThrowable(() -> entrance.open(of("ann", "wrong"))));
    }

    @ParameterizedTest
    @EnumSource
    void theUserOfTheCallGoesBeforeTheOneOfTheFactory(Entrance entrance) throws Exception {
        brokerWith(USERS);

        closing(entrance.open(of("ann", "wrong"), "bob", "of-bob"));
        assertRefused(entrance, of("ann", "of-ann"), "bob", "of-ann");
        assertRefused(entrance, of("ann", "of-ann"), "bob", null);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnyUserTheIdentityOfTheProcessIsTaken(Entrance entrance) throws Exception {
        brokerWith(USERS);
        if (!isBrokerInThisProcess()) {
            assertSecurity(entrance, catchThrowable(() -> entrance.open(nameless())));
            return; // the process of a remote client says nothing about who it is
        }

        closing(entrance.open(nameless()));
        closing(entrance.open(nameless(), null, null));
        assertThat(connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerMayRefuseTheIdentityOfTheProcess(Entrance entrance) {
        brokerWith(USERS.withoutAnonymous());

        assertSecurity(entrance, catchThrowable(() -> entrance.open(nameless())));
        assertRefused(entrance, nameless(), null, null);
        assertThat(connections()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerWithoutUsersChecksNobody(Entrance entrance) throws Exception {
        closing(entrance.open(nameless(), "eve", "whatever"));
        closing(entrance.open(nameless(), "eve", null));
        closing(entrance.open(nameless()));

        assertThat(connections()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    @Section({"10.2", "10.3"})
    void theRefusalTellsWhatToDoButNotWhatWasWrong(Entrance entrance) {
        brokerWith(USERS);
        Throwable wrongUser = catchThrowable(() -> entrance.open(nameless(), "eve", "pass-phrase"));
        Throwable wrongPassword = catchThrowable(() -> entrance.open(nameless(), "ann", "pass-phrase"));

        assertThat(wrongUser).hasMessage(wrongPassword.getMessage());
        assertThat(wrongUser.getMessage()).contains("user name").contains("password").contains("connection factory");
        assertThat(wrongUser).hasRootCauseInstanceOf(ProviderException.class);
        StringWriter everything = new StringWriter();
        wrongPassword.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).doesNotContain("pass-phrase").doesNotContain("of-ann");
    }

    @Test
    @Section({"6.1.1", "6.1.2"})
    void credentialsAreCheckedBeforeTheClientIdentifier() throws Exception {
        brokerWith(USERS);
        TernXAConnectionFactory billing =
                new TernXAConnectionFactory(factory.getUri(), factory.policy().withClientId("billing"));
        closing(billing.createConnection("ann", "of-ann"));

        assertThatThrownBy(() -> billing.createConnection("ann", "wrong")).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void aRefusalLeavesTheConnectionsOfOthersAlone() throws Exception {
        brokerWith(USERS);
        Connection connection = closing(factory.createConnection("ann", "of-ann"));
        connection.start();
        assertThatThrownBy(() -> factory.createConnection("ann", "wrong")).isInstanceOf(JMSSecurityException.class);
        Session session = connection.createSession();
        send(session, session.createQueue("q"), "still here");

        assertThat(next(session.createConsumer(session.createQueue("q")))).isEqualTo("still here");
    }

    @Test
    void theContextsOfOneConnectionAreNotCheckedAgain() {
        brokerWith(USERS.withoutAnonymous());
        JMSContext first = closing(factory.createContext("ann", "of-ann"));
        JMSContext second = closing(first.createContext(JMSContext.AUTO_ACKNOWLEDGE));

        second.createProducer().send(second.createQueue("q"), "x");
        assertThat(first.createConsumer(first.createQueue("q")).receiveBody(String.class, SOON)).isEqualTo("x");
    }

    // --- steps --------------------------------------------------------------------------------------------------

    private void brokerWith(Users users) {
        closing(described().authenticator(users).start());
    }

    private int connections() {
        return Broker.find(broker).orElseThrow().statistics().connections();
    }

    private TernXAConnectionFactory nameless() {
        return of(null, null);
    }

    private TernXAConnectionFactory of(@Nullable String user, @Nullable String password) {
        return new TernXAConnectionFactory(factory.getUri(), factory.policy().withUser(user, password));
    }

    private static void assertRefused(
            Entrance entrance, TernXAConnectionFactory factory, @Nullable String user, @Nullable String password) {
        assertSecurity(entrance, catchThrowable(() -> entrance.open(factory, user, password)));
    }

    private static void assertSecurity(Entrance entrance, @Nullable Throwable thrown) {
        if (entrance.isSimplified()) {
            assertThat(thrown).isExactlyInstanceOf(JMSSecurityRuntimeException.class);
            assertThat(((JMSRuntimeException) thrown).getErrorCode()).isEqualTo("TERN-201");
        } else {
            assertThat(thrown).isExactlyInstanceOf(JMSSecurityException.class);
            assertThat(((JMSException) thrown).getErrorCode()).isEqualTo("TERN-201");
        }
    }
}
