// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.distribution.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked into an empty folder and used from another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the archive for it is the zip, with a batch file")
class DistributionTest {

    private static final String TEXT = "two of the blue ones";
    private static final List<String> PAGES = List.of(
            "cli.md", "configuration.md", "errors.md", "http-api.md", "limits.md", "metrics.md", "protocol.md",
            "security.md", "store.md");

    private Path folder;
    private Installation installation;

    @BeforeAll
    void unpack(@TempDir Path empty) throws IOException, InterruptedException {
        folder = empty;
        installation = Installation.unpack(empty);
    }

    @Test
    void startsSendsReceivesAndStops() throws IOException, InterruptedException {
        try (RunningBroker broker = installation.startBroker()) {
            String uri = broker.address("tcp");
            assertWell(installation.tern("send", "--broker", uri, "orders", TEXT)).contains("1 message");
            assertWell(installation.tern("browse", "--broker", uri, "orders")).contains(TEXT);
            assertWell(installation.tern("queue", "list", "--json", "--url", broker.address("http")))
                    .contains("\"name\":\"orders\"").contains("\"depth\":1");
            assertWell(installation.tern("receive", "--broker", uri, "orders")).isEqualTo(TEXT + "\n");
            Outcome nothing = installation.tern("receive", "--broker", uri, "--timeout", "100ms", "orders");
            assertThat(nothing.exitCode()).as("%s", nothing).isEqualTo(3);
            assertThat(broker.stop()).isZero();
        }
        try (Stream<Path> left = Files.list(installation.work())) {
            assertThat(left).as("what it leaves where it was called").isEmpty();
        }
        assertThat(installation.home().resolve("data")).isDirectory();
    }

    @Test
    void aMessageOutlivesTheProcess() throws IOException, InterruptedException {
        try (RunningBroker broker = installation.startBroker()) {
            assertWell(installation.tern("send", "--broker", broker.address("tcp"), "kept", TEXT)).isNotEmpty();
            assertThat(broker.stop()).isZero();
        }
        try (RunningBroker broker = installation.startBroker()) {
            assertWell(installation.tern("receive", "--broker", broker.address("tcp"), "kept")).isEqualTo(TEXT + "\n");
            assertThat(broker.stop()).isZero();
        }
    }

    @Test
    void helpsAStrangerAndSaysWhatIsWrong() throws IOException, InterruptedException {
        assertWell(installation.tern("--help")).contains("Usage: tern", "run", "send", "receive", "Exit codes");
        assertWell(installation.tern("version")).contains("TernMQ").doesNotContain("unpackaged");
        Outcome wrong = installation.tern("recieve", "orders");
        assertThat(wrong.exitCode()).as("%s", wrong).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("recieve").contains("tern receive").doesNotContain("\tat ");
        Outcome alone = installation.tern("send", "--broker", "tcp://127.0.0.1:1", "orders", TEXT);
        assertThat(alone.exitCode()).as("%s", alone).isEqualTo(1);
        assertThat(alone.err()).contains("tcp://127.0.0.1:1").doesNotContain("\tat ");
    }

    @Test
    void isFoundThroughLinks() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("tern-of-today"), installation.program());
        Path second = Files.createSymbolicLink(folder.resolve("tern"), Path.of("tern-of-today"));
        Outcome version = Installation.run(
                installation.work(), Map.of(), List.of(second.toString(), "version"));
        assertWell(version).contains("TernMQ");
    }

    @Test
    void hasWhatItsReadmeNames() throws IOException {
        Path home = installation.home();
        String readme = Files.readString(home.resolve("README.md"));
        for (String directory : List.of("bin", "conf", "deploy", "docs", "lib")) {
            assertThat(readme).contains("`" + directory + "`");
            assertThat(home.resolve(directory)).isNotEmptyDirectory();
        }
        assertThat(home.resolve("LICENSE")).isNotEmptyFile();
        for (String page : PAGES) {
            assertThat(home.resolve("docs").resolve(page)).isNotEmptyFile();
        }
    }

    private static AbstractStringAssert<?> assertWell(Outcome outcome) {
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        assertThat(outcome.err()).isEmpty();
        return assertThat(outcome.out());
    }
}
