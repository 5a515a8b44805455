// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.server.Broker;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of the process inside of this one: its exit code, and what it has said when it is over. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForegroundTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StopSignals signals = new StopSignals();
    private final CountDownLatch opened = new CountDownLatch(1);

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("tern.yaml"), String.join("\n", lines) + "\n");
    }

    private Foreground foreground() {
        ServiceOpener last = premises -> {
            opened.countDown();
            return List.of();
        };
        return new Foreground(
                new SettingsReader(Map.of("TERN_NMAE", "x"), new Properties()),
                signals,
                new PrintWriter(out),
                new PrintWriter(err),
                List.of(new Acceptors(), last));
    }

    private CompletableFuture<Integer> start(Path file) {
        return CompletableFuture.supplyAsync(() -> foreground().run(file, false), task -> new Thread(task).start());
    }

    @Test
    void endsWithZeroWhenToldToStop() throws Exception {
        CompletableFuture<Integer> run =
                start(file("name: orderly", "store: memory", "acceptors: [{port: 0}]", "shutdown: {drain-millis: 0}"));
        assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
        signals.stop("signal TERM");
        assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(Broker.find("orderly")).isEmpty();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.contains("TernMQ ") && line.contains("broker 'orderly', store memory"))
                .anyMatch(line -> line.matches(".* Listening on tcp://127\\.0\\.0\\.1:\\d+"))
                .anyMatch(line -> line.matches(".* Ready in \\d+ ms"))
                .anyMatch(line -> line.endsWith("Stopping: signal TERM"))
                .anyMatch(line -> line.contains("WARNING") && line.contains("TERN_NMAE"))
                .anyMatch(line -> line.endsWith("Stopped"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsWithOneWhenTheBrokerEndsByItself() throws Exception {
        CompletableFuture<Integer> run = start(file("name: frail", "store: memory", "acceptors: [{port: 0}]"));
        assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
        BrokerRegistry.instance().find("frail").ifPresent(EmbeddedBroker::crash);
        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(out.toString()).contains("Stopping: the broker has ended by itself");
    }

    @Test
    void tellsEveryErrorOfTheFileWithoutATrace() throws Exception {
        assertThat(foreground().run(file("nmae: a", "http: {port: 99999}"), false)).isEqualTo(1);
        assertThat(err.toString().lines()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("tern: The configuration has 2 errors:"),
                line -> assertThat(line).contains("tern.yaml:1: there is no key 'nmae'; did you mean 'name'?"),
                line -> assertThat(line).contains("tern.yaml:2: http.port must be from 0 to 65535, but is 99999"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsWhereItFailedWhenAsked() throws Exception {
        Path broken = Files.writeString(folder.resolve("a file"), "no directory");
        Path file = file("name: placeless", "store: file:" + broken, "acceptors: []");
        assertThat(foreground().run(file, false)).isEqualTo(1);
        assertThat(err.toString()).startsWith("tern: ").doesNotContain("\tat ");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(foreground().run(file, true)).isEqualTo(1);
        assertThat(err.toString()).contains("\tat io.ternmq");
    }

    @Test
    void logIsJsonWhenTheSettingsSaySo() throws Exception {
        CompletableFuture<Integer> run =
                start(file("name: machine", "store: memory", "acceptors: [{port: 0}]", "logging: {format: json}"));
        assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
        signals.stop("signal TERM");
        assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString().lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"time\":\""));
    }
}
