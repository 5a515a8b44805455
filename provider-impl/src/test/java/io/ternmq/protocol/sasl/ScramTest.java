// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.ScramCredential;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM-SHA-256: the example of RFC 7677, and whoever tries to get around it. */
final class ScramTest {

    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SERVER_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    private static final String FIRST = "n,,n=user,r=" + CLIENT_NONCE;
    private static final String CHALLENGE =
            "r=" + CLIENT_NONCE + SERVER_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private static final String PROOF =
            "c=biws,r=" + CLIENT_NONCE + SERVER_NONCE + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String OUTCOME = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    @Test
    void theClientSpeaksAsInTheExample() {
        ScramClient client = new ScramClient("user", "pencil", CLIENT_NONCE);

        assertThat(text(client.begin())).isEqualTo(FIRST);
        assertThat(text(client.respond(bytes(CHALLENGE)))).isEqualTo(PROOF);
        client.finish(bytes(OUTCOME));
    }

    @Test
    void theBrokerSpeaksAsInTheExample() {
        SaslServer server = new ScramServer(new Knowing("user", "pencil"), SERVER_NONCE);

        assertThat(text(((SaslServer.Step.Challenge) server.next(bytes(FIRST))).bytes())).isEqualTo(CHALLENGE);
        SaslServer.Step.Accepted accepted = (SaslServer.Step.Accepted) server.next(bytes(PROOF));
        assertThat(text(accepted.outcome())).isEqualTo(OUTCOME);
        assertThat(accepted.identity()).isEqualTo(new Identity("user", Set.of("clerk")));
    }

    @ParameterizedTest
    @CsvSource({
        "user, pencil, true",
        "user, pencils, false",
        "user, '', false",
        "eve, pencil, false",
        "'a=b,c', pencil, true",
        "é, pencil, true",
    })
    void letsInWhoKnowsThePassword(String user, String password, boolean letIn) {
        SaslServer server = new ScramServer(new Knowing(user.equals("eve") ? "user" : user, "pencil"), new Random(1));
        ScramClient client = new ScramClient(user, password, new Random(2));
        SaslServer.Step.Challenge challenge = (SaslServer.Step.Challenge) server.next(client.begin());
        SaslServer.Step step = server.next(client.respond(challenge.bytes()));

        if (letIn) {
            client.finish(((SaslServer.Step.Accepted) step).outcome());
        }
        assertThat(step instanceof SaslServer.Step.Accepted).isEqualTo(letIn);
    }

    @Test
    void itDoesNotMatterHowAnAccentWasTyped() {
        SaslServer server = new ScramServer(new Knowing("Jos\u00e9", "caf\u00e9"), new Random(1));
        ScramClient client = new ScramClient("Jose\u0301", "cafe\u0301", new Random(2));
        SaslServer.Step.Challenge challenge = (SaslServer.Step.Challenge) server.next(client.begin());

        assertThat(server.next(client.respond(challenge.bytes()))).isInstanceOf(SaslServer.Step.Accepted.class);
    }

    @Test
    void aBrokerThatDoesNotKnowTheUserIsFoundOut() {
        ScramClient client = new ScramClient("user", "pencil", CLIENT_NONCE);
        client.begin();
        client.respond(bytes(CHALLENGE));

        assertThatThrownBy(() -> client.finish(bytes("v=" + Base64.getEncoder().encodeToString(new byte[32]))))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("not the broker that it seems to be");
    }

    @Test
    void aBrokerThatLeavesItsProofOutIsFoundOut() {
        ScramClient client = new ScramClient("user", "pencil", CLIENT_NONCE);
        client.begin();
        assertThatThrownBy(() -> client.finish(bytes(OUTCOME))).isInstanceOf(ProviderException.class);

        ScramClient patient = new ScramClient("user", "pencil", CLIENT_NONCE);
        patient.begin();
        patient.respond(bytes(CHALLENGE));
        assertThatThrownBy(() -> patient.finish(new byte[0])).isInstanceOf(ProviderException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "r=somebodyelse,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=" + CLIENT_NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "r=" + CLIENT_NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095",
        "r=" + CLIENT_NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=999999999",
        "r=" + CLIENT_NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=99999999999",
        "r=" + CLIENT_NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-4096",
        "r=" + CLIENT_NONCE + "x,s=,i=4096",
        "r=" + CLIENT_NONCE + "x,s=!!,i=4096",
        "m=x,r=" + CLIENT_NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
        "e=other-error",
        "",
    })
    void theClientTakesNoPartInNonsense(String challenge) {
        ScramClient client = new ScramClient("user", "pencil", CLIENT_NONCE);
        client.begin();

        assertThatThrownBy(() -> client.respond(bytes(challenge)))
                .isInstanceOf(ProviderException.class)
                .hasMessageNotContaining("pencil");
    }

    @Test
    void aDialogueCannotBePlayedAgain() {
        SaslServer another = new ScramServer(new Knowing("user", "pencil"), "anotherNonce");

        assertThat(another.next(bytes(FIRST))).isInstanceOf(SaslServer.Step.Challenge.class);
        assertThat(another.next(bytes(PROOF))).isInstanceOf(SaslServer.Step.Rejected.class);
    }

    @Test
    void thereIsOneTry() {
        SaslServer server = new ScramServer(new Knowing("user", "pencil"), SERVER_NONCE);
        server.next(bytes(FIRST));
        String wrong = PROOF.replace("p=d", "p=e");

        assertThat(server.next(bytes(wrong))).isInstanceOf(SaslServer.Step.Rejected.class);
        assertThat(server.next(bytes(PROOF))).isInstanceOf(SaslServer.Step.Rejected.class);
        assertThat(server.next(bytes(FIRST))).isInstanceOf(SaslServer.Step.Rejected.class);
    }

    @Test
    void anUnknownUserLooksLikeAKnownOne() {
        String first = challengeFor("eve", "one");
        String again = challengeFor("eve", "one");

        assertThat(first).isEqualTo(again).matches("r=xone,s=[A-Za-z0-9+/]{22}==,i=4096");
        assertThat(challengeFor("adam", "one")).isNotEqualTo(first);
    }

    private static String challengeFor(String user, String nonce) {
        SaslServer server = new ScramServer(new Knowing("user", "pencil"), nonce);
        return text(((SaslServer.Step.Challenge) server.next(bytes("n,,n=" + user + ",r=x"))).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "n", "n,,", "n,,n=user", "n,,r=x,n=user", "p=tls-unique,,n=user,r=x", "n,a=admin,n=user,r=x",
        "n,,m=x,n=user,r=x", "n,,n=us=er,r=x", "n,,n=user,r=", "n,,n=us\ter,r=x", "n,,n=user,r=a\u00e9",
    })
    void theBrokerTakesNoPartInNonsense(String first) {
        SaslServer server = new ScramServer(new Knowing("user", "pencil"), SERVER_NONCE);

        assertThat(server.next(bytes(first))).isInstanceOf(SaslServer.Step.Rejected.class);
        assertThat(server.next(bytes(FIRST))).isInstanceOf(SaslServer.Step.Rejected.class);
    }

    @Test
    void hugeMessagesAreRefused() {
        SaslServer server = new ScramServer(new Knowing("user", "pencil"), SERVER_NONCE);

        assertThat(server.next(bytes(FIRST + ",x=" + "y".repeat(10_000)))).isInstanceOf(SaslServer.Step.Rejected.class);
    }

    @Test
    void aDamagedMessageNeverLetsAnybodyInAndNeverThrows() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            SaslServer server = new ScramServer(new Knowing("user", "pencil"), SERVER_NONCE);
            server.next(bytes(FIRST));
            byte[] damaged = bytes(PROOF);
            int at = random.nextInt(damaged.length - 2); // the end of the Base64 has bits that say nothing
            damaged[at] ^= (byte) (1 + random.nextInt(255));

            assertThat(server.next(damaged)).as("seed %d, byte %d", seed, at)
                    .isInstanceOf(SaslServer.Step.Rejected.class);
        }
    }

    @Test
    void noncesDiffer() {
        Random random = new Random(7);

        assertThat(new ScramClient("user", "pencil", random).begin())
                .isNotEqualTo(new ScramClient("user", "pencil", random).begin());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** One user with the salt of the example. */
    private record Knowing(String user, ScramCredential credential) implements ScramServer.Users {

        Knowing(String user, String password) {
            this(user, ScramCredential.of(password.toCharArray(), SALT, 4096));
        }

        @Override
        public Optional<ScramCredential> credential(String name) {
            return Optional.of(name.equals(user) ? credential : ScramCredential.decoy(name, new byte[] {1}, 4096));
        }

        @Override
        public Optional<Identity> identity(String name) {
            return Optional.of(new Identity(name, Set.of("clerk")));
        }
    }
}
