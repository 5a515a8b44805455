// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Identity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client chooses, and the mechanisms that take one message. */
final class MechanismsTest {

    @ParameterizedTest
    @CsvSource({
        // offered, user, encrypted, loopback, certificate, plain allowed, chosen
        "SCRAM-SHA-256 PLAIN, ann, true, false, false, false, SCRAM-SHA-256",
        "PLAIN SCRAM-SHA-256 EXTERNAL ANONYMOUS, ann, false, false, true, true, SCRAM-SHA-256",
        "PLAIN, ann, true, false, false, false, PLAIN",
        "PLAIN, ann, false, true, false, true, PLAIN",
        "PLAIN, ann, false, true, false, false,",
        "PLAIN ANONYMOUS, ann, false, true, false, false,",
        "EXTERNAL ANONYMOUS, ann, true, true, true, true,",
        "ANONYMOUS, ann, false, true, false, false, ANONYMOUS",
        "ANONYMOUS, ann, true, false, false, false,",
        "PLAIN EXTERNAL ANONYMOUS, , true, false, true, false, EXTERNAL",
        "PLAIN EXTERNAL ANONYMOUS, , true, false, false, false, ANONYMOUS",
        "SCRAM-SHA-256 PLAIN, , true, true, true, true,",
    })
    void theClientChoosesTheSafestThatWillDo(ArgumentsAccessor row) {
        String offered = row.getString(0);
        String user = row.getString(1);
        String chosen = row.getString(6);
        Login login = new Login(
                user, user == null ? null : "secret", row.getBoolean(2), row.getBoolean(3), row.getBoolean(4),
                row.getBoolean(5));
        List<String> mechanisms = List.of(offered.split(" ", -1));

        if (chosen == null) {
            assertThatThrownBy(() -> Mechanisms.choose(mechanisms, login, new Random(1)))
                    .isInstanceOfSatisfying(ProviderException.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(ErrorCode.SECURITY);
                        assertThat(refusal.getMessage()).doesNotContain("secret");
                    });
        } else {
            assertThat(Mechanisms.choose(mechanisms, login, new Random(1)).mechanism()).isEqualTo(chosen);
        }
    }

    @Test
    void aUserWithoutPasswordIsRefusedByTheClient() {
        Login login = new Login("ann", null, true, true, true, true);

        assertThatThrownBy(() -> Mechanisms.choose(List.of(Mechanisms.PLAIN), login, new Random(1)))
                .hasMessageContaining("no password");
        assertThat(Mechanisms.choose(List.of(Mechanisms.ANONYMOUS), login, new Random(1)).mechanism())
                .as("where nobody is checked").isEqualTo(Mechanisms.ANONYMOUS);
    }

    @Test
    void aLoginDoesNotShowItsPassword() {
        assertThat(new Login("ann", "secret", true, true, true, true).toString()).doesNotContain("secret");
    }

    @Test
    void plainCarriesUserAndPassword() {
        List<char[]> seen = new ArrayList<>();
        PlainServer server = new PlainServer((user, password) -> {
            seen.add(password);
            return user.equals("änn") && String.valueOf(password).equals("sécret")
                    ? Optional.of(Identity.named(user))
                    : Optional.empty();
        });

        SaslServer.Step step = server.next(new PlainClient("änn", "sécret").begin());

        assertThat(step).isInstanceOfSatisfying(
                SaslServer.Step.Accepted.class, accepted -> assertThat(accepted.identity().name()).isEqualTo("änn"));
        assertThat(seen).singleElement().isEqualTo(new char[6]);
        SaslServer.Step again = server.next(new PlainClient("änn", "sécret").begin());
        assertThat(again).isInstanceOf(SaslServer.Step.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "|ann|secret, true", "ann|ann|secret, true", "bob|ann|secret, false", "ann|secret, false",
        "|ann|secret|, false", "|ann|, false", "||secret, false", "'', false", "|, false", "||, false",
    })
    void plainIsReadStrictly(String message, boolean letIn) {
        PlainServer server = new PlainServer((user, password) -> Optional.of(Identity.named(user)));

        SaslServer.Step step = server.next(message.replace('|', '\0').getBytes(StandardCharsets.UTF_8));

        assertThat(step instanceof SaslServer.Step.Accepted).isEqualTo(letIn);
    }

    @Test
    void plainOfAnEndlessOrBrokenTextIsRefused() {
        byte[] broken = "\0ann\0secret".getBytes(StandardCharsets.UTF_8);
        broken[7] = (byte) 0xff;
        byte[] endless = Arrays.copyOf(broken, 100_000);

        for (byte[] message : List.of(broken, endless)) {
            PlainServer server = new PlainServer((user, password) -> Optional.of(Identity.named(user)));
            assertThat(server.next(message)).isInstanceOf(SaslServer.Step.Rejected.class);
        }
    }

    @Test
    void theOwnerOfACertificateCannotAskToBeSomebodyElse() {
        SaslServer server = NamelessServer.external(() -> Optional.of(Identity.named("ann")));
        assertThat(server.next(new ExternalClient().begin())).isInstanceOf(SaslServer.Step.Accepted.class);

        SaslServer asked = NamelessServer.external(() -> Optional.of(Identity.named("ann")));
        assertThat(asked.next("root".getBytes(StandardCharsets.UTF_8))).isInstanceOf(SaslServer.Step.Rejected.class);
    }

    @Test
    void whatTheNamelessSayAboutThemselvesIsPassedOver() {
        SaslServer server = NamelessServer.anonymous(() -> Optional.of(Identity.named("anonymous")));

        assertThat(server.next("guest".getBytes(StandardCharsets.UTF_8))).isInstanceOf(SaslServer.Step.Accepted.class);
    }

    @Test
    void aClientWithOneMessageHasNothingElseToSay() {
        SaslClient client = new PlainClient("ann", "secret");

        assertThatThrownBy(() -> client.respond(new byte[1])).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> client.finish(new byte[1])).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> new PlainClient("an\0n", "secret")).isInstanceOf(ProviderException.class);
    }
}
