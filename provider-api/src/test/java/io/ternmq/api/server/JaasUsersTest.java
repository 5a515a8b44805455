// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users whom somebody else knows: login modules and certificates. */
final class JaasUsersTest {

    private static final Peer REMOTE = Peer.remote("10.0.0.1:4711");
    private static final Configuration CONFIGURATION = new Configuration() {
        @Override
        public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
            return name.equals("broker")
                    ? new AppConfigurationEntry[] {new AppConfigurationEntry(
                            Module.class.getName(), AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, Map.of())}
                    : null;
        }
    };

    private final JaasUsers users = JaasUsers.of("broker", CONFIGURATION);

    @Test
    void theNamesOfPrincipalsAreRolesButForTheUsersOwn() {
        assertThat(users.identify("ann", "of-ann".toCharArray(), REMOTE))
                .contains(new Identity("ann", Set.of("clerk", "boss")));
        assertThat(users.authenticate("ann", "of-ann".toCharArray(), REMOTE)).contains("ann");
        assertThat(users.withRolesOf(Role.class.getName()).identify("ann", "of-ann".toCharArray(), REMOTE))
                .contains(new Identity("ann", Set.of("clerk")));
    }

    @Test
    void whoIsNotKnownIsRefused() {
        assertThat(users.identify("ann", "of-bob".toCharArray(), REMOTE)).isEmpty();
        assertThat(users.identify("broken", "of-broken".toCharArray(), REMOTE)).isEmpty();
        assertThat(users.mechanisms()).containsExactly("PLAIN");
    }

    @Test
    void anEntryThatIsNotThereIsFoundOutAtTheStart() {
        assertThatThrownBy(() -> JaasUsers.of("other", CONFIGURATION))
                .isInstanceOfSatisfying(ProviderException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("'other'");
    }

    @Test
    void theOwnerOfACertificateIsFoundWhateverTheNameLooksLike() {
        CertificateUsers owners = CertificateUsers.of(Map.of("CN=orders, O=Example", Identity.named("robot")));

        assertThat(owners.identifyByCertificate(Peer.encrypted("x:1", "cn=ORDERS,o=example")))
                .contains(Identity.named("robot"));
        assertThat(owners.identifyByCertificate(Peer.encrypted("x:1", "O=Example,CN=orders"))).isEmpty();
        assertThat(owners.identifyByCertificate(Peer.encrypted("x:1", null))).isEmpty();
        assertThat(owners.mechanisms()).containsExactly("EXTERNAL");
        assertThat(owners.authenticate("robot", "x".toCharArray(), REMOTE)).isEmpty();
        assertThat(owners.credential("robot")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateUsers.of(Map.of("orders", Identity.named("robot"))));
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateUsers.of(
                Map.of("CN=a", Identity.named("robot"), "cn=A", Identity.named("other"))));
    }

    @Test
    void usersWithCertificatesStandBesideOthers() {
        Authenticator both = CertificateUsers.of(Map.of("CN=orders", Identity.named("ann"))).beside(
                Users.of(Map.of("ann", "of-ann"), 4096).withRoles(Map.of("ann", Set.of("clerk"))));

        assertThat(both.mechanisms()).containsExactlyInAnyOrder("EXTERNAL", "PLAIN", "SCRAM-SHA-256");
        assertThat(both.identifyByCertificate(Peer.encrypted("x:1", "CN=orders")))
                .isEqualTo(Optional.of(new Identity("ann", Set.of("clerk"))));
        assertThat(both.identify("ann", "of-ann".toCharArray(), REMOTE))
                .contains(new Identity("ann", Set.of("clerk")));
        assertThat(both.authenticateAnonymous(Peer.LOCAL)).isPresent();
        assertThat(both.credential("ann")).isPresent();
    }

    /** A principal. */
    private record Role(String name) implements Principal {

        @Override
        public String getName() {
            return name;
        }
    }

    /** A principal of another class. */
    private record Person(String name) implements Principal {

        @Override
        public String getName() {
            return name;
        }
    }

    /** Knows everybody by a simple rule; JAAS makes it. */
    public static final class Module implements LoginModule {

        private @Nullable Subject subject;
        private @Nullable CallbackHandler handler;

        @Override
        public void initialize(
                Subject whose, CallbackHandler asked, Map<String, ?> sharedState, Map<String, ?> options) {
            this.subject = whose;
            this.handler = asked;
        }

        @Override
        public boolean login() throws LoginException {
            NameCallback name = new NameCallback("name");
            PasswordCallback password = new PasswordCallback("password", false);
            try {
                if (handler != null) {
                    handler.handle(new Callback[] {name, password});
                }
            } catch (IOException | UnsupportedCallbackException e) {
                throw new LoginException(e.getMessage());
            }
            if (name.getName().equals("broken")) {
                throw new LoginException("out of order");
            }
            if (!String.valueOf(password.getPassword()).equals("of-" + name.getName())) {
                throw new FailedLoginException();
            }
            return true;
        }

        @Override
        public boolean commit() {
            if (subject != null) {
                subject.getPrincipals().addAll(Set.of(new Person("ann"), new Person("boss"), new Role("clerk")));
            }
            return true;
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            if (subject != null) {
                subject.getPrincipals().clear();
            }
            return true;
        }
    }
}
