// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.management.ConnectionView;
import io.ternmq.ra.Login;
import io.ternmq.test.connector.TestPool;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

class SignOnTest extends OutboundStage {

    private static Subject subject(TernManagedConnectionFactory factory, String user) {
        PasswordCredential credential = new PasswordCredential(user, (user + '1').toCharArray());
        credential.setManagedConnectionFactory(factory);
        Subject subject = new Subject();
        subject.getPrivateCredentials().add(credential);
        return subject;
    }

    private List<String> users() {
        return broker.management().connections().stream().map(ConnectionView::user).sorted().toList();
    }

    @Test
    void signsOnWhoTheProgramNames() throws Exception {
        TestPool pool = pool(factory());
        try (JMSContext context = programs(pool).createContext("ann", "ann1");
                JMSContext other = programs(pool).createContext("bob", "bob1", JMSContext.AUTO_ACKNOWLEDGE)) {
            context.createProducer().send(context.createQueue("orders"), "one");
            other.createProducer().send(other.createQueue("orders"), "two");
            assertThat(users()).containsExactly("ann", "bob");
        }
        assertThat(pool.created()).isEqualTo(2);
    }

    @Test
    void refusesAWrongPasswordAtOnce() throws Exception {
        ConnectionFactory programs = programs(pool(factory()));
        assertThatThrownBy(() -> programs.createConnection("ann", "wrong")).isInstanceOf(JMSSecurityException.class);
        assertThatThrownBy(() -> programs.createContext("ann", "wrong"))
                .isInstanceOf(JMSSecurityRuntimeException.class);
        ConnectionFactory clients = programs(pool(clientFactory()));
        assertThatThrownBy(() -> clients.createConnection("ann", "wrong")).isInstanceOf(JMSSecurityException.class);
    }

    @Test
    void signsOnWhoTheContainerSays() throws Exception {
        TernManagedConnectionFactory factory = factory();
        TestPool pool = pool(factory);
        pool.signOn(subject(factory, "ann"));
        try (Connection connection = programs(pool).createConnection()) {
            connection.createSession();
            assertThat(users()).containsExactly("ann");
        }
        pool.signOn(subject(factory, "bob"));
        try (Connection connection = programs(pool).createConnection("ann", "ann1")) {
            connection.createSession();
            assertThat(users()).containsExactly("ann", "bob");
        }
        assertThat(pool.created()).isEqualTo(2);
    }

    @Test
    void signsOnWhoTheFactoryOrElseTheAdapterSays() throws Exception {
        adapter.usual = new Login("bob", "bob1");
        TernManagedConnectionFactory factory = factory();
        factory.setUser("ann");
        factory.setPassword("ann1");
        try (JMSContext own = programs(pool(factory)).createContext();
                JMSContext usual = programs(pool(factory())).createContext()) {
            assertThat(own).isNotSameAs(usual);
            assertThat(users()).containsExactly("ann", "bob");
        }
    }

    @Test
    void takesNoCredentialThatIsMeantForAnotherFactory() throws Exception {
        TernManagedConnectionFactory factory = factory();
        TernManagedConnectionFactory other = factory();
        other.setUrl("vm://elsewhere");
        assertThat(factory.loginOf(subject(other, "ann"), null)).isEqualTo(Login.NOBODY);
        assertThat(factory.loginOf(subject(factory, "ann"), null)).isEqualTo(new Login("ann", "ann1"));
    }

    @Test
    void knowsTheUserByBothNamesThatServersHaveForThat() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setUserName("ann");
        factory.setPassword("ann1");
        assertThat(factory.getUserName()).isEqualTo("ann");
        assertThat(factory.getUser()).isEqualTo("ann");
        try (JMSContext context = programs(pool(factory)).createContext()) {
            assertThat(context.getTransacted()).isFalse();
            assertThat(users()).containsExactly("ann");
        }
    }

    @Test
    void takesABlankNameForNobody() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setUser("ann");
        factory.setPassword("ann1");
        Subject blank = new Subject();
        PasswordCredential nobody = new PasswordCredential("", new char[0]);
        nobody.setManagedConnectionFactory(factory);
        blank.getPrivateCredentials().add(nobody);
        assertThat(factory.loginOf(blank, new Request(new Login("", "")))).isEqualTo(new Login("ann", "ann1"));
    }

    @Test
    void becomesSomebodyElseAlsoUnderTheOnlyName() throws Exception {
        TernManagedConnectionFactory factory = factory();
        factory.setClientId("me");
        ManagedConnection managed = factory.createManagedConnection(subject(factory, "ann"), null);
        assertThat(managed.getConnection(subject(factory, "bob"), null)).isInstanceOf(Grip.class);
        assertThat(users()).containsExactly("bob");
        managed.cleanup();
        PasswordCredential wrong = new PasswordCredential("ann", "wrong".toCharArray());
        wrong.setManagedConnectionFactory(factory);
        Subject stranger = new Subject();
        stranger.getPrivateCredentials().add(wrong);
        assertThatThrownBy(() -> managed.getConnection(stranger, null))
                .isInstanceOf(jakarta.resource.spi.SecurityException.class);
        assertThat(factory.getInvalidConnections(Set.of(managed))).containsExactly(managed);
        assertThatThrownBy(() -> managed.getConnection(subject(factory, "bob"), null))
                .isInstanceOf(jakarta.resource.spi.IllegalStateException.class);
        managed.destroy();
    }

    @Test
    void becomesSomebodyElseWhenTheServerAsks() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection managed = factory.createManagedConnection(subject(factory, "ann"), null);
        assertThat(users()).containsExactly("ann");
        Object bob = managed.getConnection(subject(factory, "bob"), null);
        assertThat(bob).isInstanceOf(Grip.class);
        assertThat(users()).containsExactly("bob");
        assertThatThrownBy(() -> managed.getConnection(subject(factory, "ann"), null))
                .isInstanceOf(jakarta.resource.spi.SecurityException.class);
        managed.destroy();
        assertThat(users()).isEmpty();
    }
}
