// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.spi.Identity;
import io.ternmq.api.spi.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users in a file. */
final class PasswordFileTest {

    private static final Peer REMOTE = Peer.remote("10.0.0.1:4711");
    private static final String HASH = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
            + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    @TempDir
    private Path folder;

    private Path path = Path.of("unset");

    @BeforeEach
    void name() {
        path = folder.resolve("users");
    }

    @Test
    void whatOneWritesAnotherOneReads() {
        PasswordFile file = PasswordFile.edit(path, 4096);
        assertThat(file.add("bob", "of-bob".toCharArray(), Set.of())).isTrue();
        assertThat(file.add("änn", "of-ann".toCharArray(), Set.of("clerk", "boss"))).isTrue();

        PasswordFile read = PasswordFile.open(path);
        assertThat(read.users()).containsExactly(
                Identity.named("bob"), new Identity("änn", Set.of("boss", "clerk")));
        assertThat(knows(read, "änn", "of-ann")).isTrue();
        assertThat(knows(read, "änn", "of-bob")).isFalse();
        assertThat(knows(read, "eve", "of-bob")).isFalse();
        assertThat(read.roles("änn")).containsExactlyInAnyOrder("boss", "clerk");
        assertThat(read.roles("eve")).isEmpty();
    }

    @Test
    void keepsNoPasswordAndIsItsOwnersAlone() throws IOException {
        PasswordFile.edit(path, 4096).add("ann", "of-ann".toCharArray(), Set.of("clerk"));

        assertThat(Files.readString(path)).contains("ann:clerk:SCRAM-SHA-256$4096:").doesNotContain("of-ann");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing is left beside it").containsExactly(path);
        }
    }

    @Test
    void aRunningBrokerSeesAChangeAtTheNextLogin() {
        PasswordFile editor = PasswordFile.edit(path, 4096);
        editor.add("ann", "of-ann".toCharArray(), Set.of());
        PasswordFile running = PasswordFile.open(path);

        assertThat(editor.add("ann", "new".toCharArray(), Set.of("boss"))).as("a new user").isFalse();
        assertThat(knows(running, "ann", "of-ann")).isFalse();
        assertThat(knows(running, "ann", "new")).isTrue();
        assertThat(running.roles("ann")).containsExactly("boss");
        assertThat(editor.remove("ann")).isTrue();
        assertThat(editor.remove("ann")).isFalse();
        assertThat(knows(running, "ann", "new")).isFalse();
    }

    @Test
    void aChangeThatMakesNoSenseLeavesTheUsersFromBefore() throws IOException {
        PasswordFile.edit(path, 4096).add("ann", "of-ann".toCharArray(), Set.of());
        PasswordFile running = PasswordFile.open(path);

        Files.writeString(path, "ann:of-ann\n");
        assertThat(knows(running, "ann", "of-ann")).isTrue();
        Files.delete(path);
        assertThat(knows(running, "ann", "of-ann")).isTrue();
        assertThatThrownBy(() -> PasswordFile.open(path)).isInstanceOf(ProviderException.class);
    }

    @Test
    void anUnknownUserShowsTheSameEverywhere() {
        PasswordFile editor = PasswordFile.edit(path, 5000);
        editor.add("ann", "of-ann".toCharArray(), Set.of());
        byte[] salt = editor.credential("eve").orElseThrow().salt();

        assertThat(PasswordFile.open(path).credential("eve").orElseThrow().salt()).isEqualTo(salt).hasSize(16);
        assertThat(PasswordFile.open(path).credential("eve").orElseThrow().iterations()).isEqualTo(5000);
        assertThat(editor.credential("adam").orElseThrow().salt()).isNotEqualTo(salt);
    }

    @Test
    void aFileWrittenByHandIsRead() throws IOException {
        Files.writeString(path, "# us\n\nuser: clerk, boss :" + HASH + "\n");

        PasswordFile read = PasswordFile.open(path);
        assertThat(read.users()).containsExactly(new Identity("user", Set.of("clerk", "boss")));
        assertThat(knows(read, "user", "pencil")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ann=secret", "ann:clerk:secret", "ann:clerk:" + HASH + "x", "ann:cl*,,x:" + HASH, "user::" + HASH,
        ":clerk:" + HASH, "ann:*:" + HASH, "ann::SCRAM-SHA-256$12:c2FsdA==$secret:secret", "!decoys:?",
    })
    void anErrorNamesTheLineAndNoSecret(String line) throws IOException {
        Files.writeString(path, "# us\nuser::" + HASH + '\n' + line + '\n');

        assertThatThrownBy(() -> PasswordFile.open(path))
                .isInstanceOfSatisfying(ProviderException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("Line 3")
                .hasMessageContaining(path.toString())
                .hasMessageNotContaining("secret");
    }

    @Test
    void aFileWithoutUsersIsNoOpenDoor() throws IOException {
        Files.writeString(path, "# nobody\n");

        assertThatThrownBy(() -> PasswordFile.open(path)).hasMessageContaining("names no user");
        assertThatThrownBy(() -> PasswordFile.open(folder)).isInstanceOf(ProviderException.class);
    }

    @ParameterizedTest
    @CsvSource({"a:b, x, r", "anonymous, x, r",
        "#a, x, r", "!a, x, r", "' ', x, r", "a, '', r", "a, x, 'r,s'", "a, x, *", "a, x, ' '"})
    void refusesWhatTheFileCannotCarry(String user, String password, String role) {
        PasswordFile file = PasswordFile.edit(path, 4096);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> file.add(user, password.toCharArray(), Set.of(role)));
        assertThat(path).doesNotExist();
    }

    @Test
    void tooFewRoundsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordFile.edit(path, 4095));
    }

    private static boolean knows(PasswordFile file, String user, String password) {
        return file.authenticate(user, password.toCharArray(), REMOTE).isPresent();
    }
}
