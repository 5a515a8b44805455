// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.MemoryStorePolicy;
import io.ternmq.api.server.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialOptionsTest {

    private final Broker broker = Broker.builder()
            .name("credentials")
            .store(new MemoryStorePolicy())
            .authenticator((user, password, peer) ->
                    user.equals("ann") && new String(password).equals("secret") ? Optional.of(user) : Optional.empty())
            .start();

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    private Run run() {
        return Run.at(broker.uri());
    }

    @Test
    void takesThePasswordFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "secret\nsomething else\n");
        assertThat(run().tern("send", "q", "x", "--user", "ann", "--password-file", file.toString()).code()).isZero();
    }

    @Test
    void takesNameAndPasswordFromTheEnvironment() {
        Run run = run().with("TERN_USER", "ann").with("TERN_PASSWORD", "secret").tern("send", "q", "x");
        assertThat(run.code()).isZero();
    }

    @Test
    void asksAtTheTerminal() {
        Run run = run().answering("secret").tern("send", "q", "x", "--user", "ann");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void warnsOfAPasswordOnTheCommandLine() {
        Run run = run().tern("bench", "q", "--count", "1", "--user", "ann", "--password", "secret");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("can be seen by every user").hasLineCount(1);
    }

    @Test
    void aWrongPasswordIsAnErrorWithItsCodeThatDoesNotShowIt() {
        Run run = run().with("TERN_PASSWORD", "wrong-one").tern("send", "q", "x", "--user", "ann");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .startsWith("tern send: TERN-201: ").contains("--password-file").doesNotContain("wrong-one");
    }

    @Test
    void anEmptyPasswordFileIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("password"));
        Run run = run().tern("send", "q", "x", "--user", "ann", "--password-file", file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is empty");
    }
}
