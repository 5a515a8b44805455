// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.MemoryStorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.PasswordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private String file() {
        return folder.resolve("users").toString();
    }

    @Test
    void whoIsAddedMayLogIn() {
        Run add = new Run().answering("secret")
                .tern("user", "add", "ann", "-r", "clerk", "--role", "auditor", "-f", file());
        assertThat(add.out()).isEqualTo("Added ann in " + file() + ".\n");
        assertThat(new Run().tern("user", "list", "--file", file()).out()).isEqualTo("ann  auditor, clerk\n");
        assertThat(new Run().tern("user", "list", "--json", "--file", file()).out())
                .isEqualTo("{\"name\":\"ann\",\"roles\":[\"auditor\",\"clerk\"]}\n");
        try (Broker broker = Broker.builder().name("users").store(new MemoryStorePolicy())
                .authenticator(PasswordFile.open(Path.of(file()))).start()) {
            Run send = Run.at(broker.uri()).with("TERN_PASSWORD", "secret");
            assertThat(send.tern("send", "q", "x", "--user", "ann").code()).as("%s", send.err()).isZero();
        }
    }

    @Test
    void aSecondAddChangesThePasswordAndTheRoles() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        new Run().with("TERN_PASSWORD", "first").tern("user", "add", "ann", "-r", "clerk", "-f", file());
        Run change = new Run().tern("user", "add", "ann", "--password-file", password.toString(), "-f", file());
        assertThat(change.out()).startsWith("Changed ann");
        assertThat(new Run().tern("user", "list", "--file", file()).out()).isEqualTo("ann\n");
    }

    @Test
    void whoIsRemovedIsGone() {
        new Run().with("TERN_PASSWORD", "x").tern("user", "add", "ann", "-f", file());
        assertThat(new Run().tern("user", "remove", "ann", "-f", file()).code()).isZero();
        Run again = new Run().tern("user", "remove", "ann", "-f", file());
        assertThat(again.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(again.err()).contains("There is no user ann");
    }

    @Test
    void theConfigurationNamesTheFile() throws IOException {
        Path configuration = Files.writeString(
                folder.resolve("tern.yaml"), "security:\n  users: \"" + file() + "\"\n");
        Run add = new Run().with("TERN_PASSWORD", "x").with("TERN_BROKER", "vm://x").with("TERN_USER", "bob")
                .tern("user", "add", "ann", "-c", configuration.toString());
        assertThat(add.code()).as("%s", add.err()).isZero();
        assertThat(Path.of(file())).exists();
    }

    @Test
    void withoutAPasswordOrAFileNothingHappens() {
        Run nobody = new Run().tern("user", "add", "ann", "-f", file());
        assertThat(nobody.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nobody.err()).contains("TERN_PASSWORD");
        assertThat(Path.of(file())).doesNotExist();
        assertThat(new Run().with("TERN_PASSWORD", "x").tern("user", "add", "a:b", "-f", file()).code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(new Run().tern("user").err()).contains("add, remove, list");
    }
}
