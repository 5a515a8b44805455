// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import io.ternmq.store.jdbc.JdbcOpener;
import io.ternmq.store.jdbc.JdbcStore;
import io.ternmq.store.jdbc.JdbcStoreSettings;
import io.ternmq.store.jdbc.UrlDataSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embedded Derby in a directory, with nothing configured. */
class DerbyDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void findsEverythingAgainAfterAnOrderlyEnd() throws Exception {
        Fate fate = new Fate();
        try (UrlDataSource source = UrlDataSource.embeddedDerby(directory.resolve("db"))) {
            try (JdbcStore<String> store = opener(source).tryOpen().orElseThrow()) {
                store.replay((next, ref) -> {});
                store.append(List.of("kept"), fate.of("kept"));
            }
        }
        assertThat(directory.resolve("db/db.lck")).doesNotExist();
        assertThat(fate.durable()).containsExactly("kept");
        assertThat(contents()).containsExactly("kept");
    }

    /** No other process can have the database, so the lease of one that has ended need not run out. */
    @Test
    void followsADeadProcessAtOnce() throws Exception {
        Process process = HoldingProcess.start(directory.resolve("db"));
        try (UrlDataSource source = UrlDataSource.embeddedDerby(directory.resolve("db"));
                BufferedReader said = new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo(HoldingProcess.READY);
            assertThat(opener(source).tryOpen()).as("while the other process has the database").isEmpty();
            process.destroyForcibly().waitFor();
            try (JdbcStore<String> store = opener(source).tryOpen().orElseThrow()) {
                List<String> found = new ArrayList<>();
                store.replay((next, ref) -> found.add(next));
                assertThat(found).containsExactly(HoldingProcess.RECORD);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void comesBackWhenTheDatabaseIsShutDownUnderItsHands() throws Exception {
        Fate fate = new Fate();
        try (UrlDataSource source = UrlDataSource.embeddedDerby(directory.resolve("db"))) {
            try (JdbcStore<String> store = opener(source).tryOpen().orElseThrow()) {
                store.replay((next, ref) -> {});
                store.append(List.of("before"), fate.of("before"));
                store.flush();
                UrlDataSource.embeddedDerby(directory.resolve("db")).close();
                store.append(List.of("after"), fate.of("after"));
                store.flush();
                fate.await(2);
                assertThat(fate.durable()).containsExactly("before", "after");
            }
        }
        assertThat(contents()).containsExactly("before", "after");
    }

    @Test
    void saysWhichDirectoryCannotBeUsed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        for (Path database : List.of(file, file.resolve("db"), file.resolve("deep/db"))) {
            try (UrlDataSource source = UrlDataSource.embeddedDerby(database)) {
                assertThatThrownBy(() -> opener(source).tryOpen()).isInstanceOf(ProviderException.class)
                        .hasMessageContaining("cannot be opened")
                        .hasMessageContaining(database.toString())
                        .hasMessageContaining(file + " is no directory");
            }
        }
        assertThat(Path.of("null")).as("what Derby leaves in the working directory").doesNotExist();
    }

    @Test
    void makesTheDirectoriesAboveIt() throws Exception {
        try (UrlDataSource source = UrlDataSource.embeddedDerby(directory.resolve("new/and/deep/db"))) {
            opener(source).tryOpen().orElseThrow().close();
        }
        assertThat(directory.resolve("new/and/deep/db")).isDirectory();
    }

    private List<String> contents() {
        List<String> found = new ArrayList<>();
        try (UrlDataSource source = UrlDataSource.embeddedDerby(directory.resolve("db"));
                JdbcStore<String> store = opener(source).tryOpen().orElseThrow()) {
            store.replay((next, ref) -> found.add(next));
        }
        return found;
    }

    static JdbcOpener<String> opener(UrlDataSource source) {
        JdbcStoreSettings settings = JdbcStoreSettings.defaults("directory");
        return new JdbcOpener<>(source, new TextCodec(), settings, new HastyClock(), Runnable::run);
    }
}
