// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.server.HealthProbe;
import io.ternmq.server.config.ServerSettings;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Dockerfile, and the unit for systemd. */
class ContainerTest {

    private static final Path DOCKER = Places.DEPLOY.resolve("docker");

    private static List<String> instructions() throws IOException {
        String text = Files.readString(DOCKER.resolve("Dockerfile")).replaceAll("(?m)^#.*\\n", "");
        return Arrays.stream(text.replaceAll("\\\\\\n\\s*", "").split("\\n", -1))
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String only(String instruction) throws IOException {
        List<String> found =
                instructions().stream().filter(line -> line.startsWith(instruction + ' ')).toList();
        assertThat(found).as(instruction).hasSize(1);
        return found.get(0).substring(instruction.length() + 1);
    }

    private static List<String> words(String text) {
        JsonArray array = Json.createReader(new StringReader(text.substring(text.indexOf('[')))).readArray();
        return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    @Test
    void imageStandsOnJava17() throws IOException {
        assertThat(instructions().get(0)).isEqualTo("FROM eclipse-temurin:17-jre");
    }

    @Test
    void userIsNotRoot() throws IOException {
        assertThat(only("USER")).matches("[1-9]\\d*:[1-9]\\d*");
        assertThat(instructions().indexOf("USER " + only("USER")))
                .isGreaterThan(instructions().indexOf(instructions().stream()
                        .filter(line -> line.startsWith("RUN ")).reduce("", (first, last) -> last)));
    }

    @Test
    void processIsStartedWithoutAShellInBetween() throws IOException {
        assertThat(words(only("ENTRYPOINT"))).containsExactly("/opt/ternmq/bin/tern");
        assertThat(words(only("CMD"))).containsExactly("run", "--config", "/etc/ternmq/tern.yaml");
    }

    @Test
    void healthIsAskedForWithWhatIsInTheImage() throws IOException {
        List<String> command = words(only("HEALTHCHECK"));
        assertThat(command).contains(HealthProbe.class.getName(), "http://127.0.0.1:8161/health/ready");
        assertThat(command.get(0)).isEqualTo("/opt/java/openjdk/bin/java");
    }

    @Test
    void configurationFitsThePorts() throws IOException {
        ServerSettings settings = Places.settings(DOCKER.resolve("tern.yaml"));
        assertThat(only("EXPOSE")).isEqualTo(settings.acceptors().get(0).port() + " " + settings.http().port());
        assertThat(settings.store()).startsWith("file:" + only("VOLUME") + "/");
        assertThat(settings.security().users()).isNotNull();
    }

    @Test
    void unitStartsTheInstallationAndWaitsForTheDrain() throws IOException {
        List<String> lines = Files.readAllLines(Places.DEPLOY.resolve("systemd/ternmq.service"));
        assertThat(lines).contains("[Unit]", "[Service]", "[Install]", "Type=simple", "User=ternmq",
                "NoNewPrivileges=true", "ProtectSystem=strict", "StateDirectory=ternmq",
                "ExecStart=/opt/ternmq/bin/tern run --config /etc/ternmq/tern.yaml");
        long seconds = lines.stream()
                .filter(line -> line.startsWith("TimeoutStopSec="))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
                .findFirst()
                .orElseThrow();
        assertThat(seconds * 1_000)
                .isGreaterThan(ServerSettings.defaults().process().shutdown().drainMillis() + 10_000);
        assertThat(lines).allMatch(line -> line.isBlank() || line.matches("#.*|\\[\\w+]|[A-Z]\\w+=.*"));
    }
}
