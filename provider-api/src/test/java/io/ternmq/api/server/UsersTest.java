// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.spi.Authenticator;
import io.ternmq.api.spi.Peer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixed list of users. */
final class UsersTest {

    private static final Peer REMOTE = Peer.remote("10.0.0.1:4711");

    private final Users users = Users.of(Map.of("ann", "sécret", "bob", ""), 2);

    @ParameterizedTest
    @CsvSource({
        "ann, sécret, true",
        "ann, secret, false",
        "ann, '', false",
        "Ann, sécret, false",
        "eve, sécret, false",
        "eve, '', false",
        "bob, '', true",
        "bob, x, false",
        "'', '', false",
    })
    void knowsItsUsersByTheirPasswords(String user, String password, boolean known) {
        for (Peer peer : new Peer[] {Peer.LOCAL, REMOTE}) {
            assertThat(users.authenticate(user, password.toCharArray(), peer).isPresent()).isEqualTo(known);
        }
    }

    @Test
    void identifiesAUserByName() {
        assertThat(users.authenticate("ann", "sécret".toCharArray(), REMOTE)).contains("ann");
    }

    @Test
    void letsTheNamelessInFromTheOwnProcessOnly() {
        assertThat(users.authenticateAnonymous(Peer.LOCAL)).contains(Authenticator.ANONYMOUS);
        assertThat(users.authenticateAnonymous(REMOTE)).isEmpty();
        assertThat(users.withoutAnonymous().authenticateAnonymous(Peer.LOCAL)).isEmpty();
        assertThat(users.withoutAnonymous().authenticate("ann", "sécret".toCharArray(), REMOTE)).contains("ann");
    }

    @Test
    void isNotConcernedByWhatHappensToTheMapAfterwards() {
        Map<String, String> passwords = new HashMap<>(Map.of("ann", "a"));
        Users kept = Users.of(passwords, 2);
        passwords.put("eve", "e");

        assertThat(kept.authenticate("eve", "e".toCharArray(), REMOTE)).isEmpty();
    }

    @Test
    void worksWithTheDefaultNumberOfIterations() {
        Users slow = Users.of(Map.of("ann", "a"));
        assertThat(slow.authenticate("ann", "a".toCharArray(), REMOTE)).contains("ann");
        assertThat(slow.authenticate("ann", "b".toCharArray(), REMOTE)).isEmpty();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> Users.of(Map.of(" ", "a"), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Users.of(Map.of("ann", "a"), 0))
                .withMessageContaining("iterations");
    }

    @Test
    void tellsNothingAboutItsUsers() {
        assertThat(users).hasToString("Users[2]");
        assertThat(new BrokerSettings("b", BrokerPolicy.defaults(), Map.of(), users, null).toString())
                .doesNotContain("ann").doesNotContain("sécret");
    }
}
