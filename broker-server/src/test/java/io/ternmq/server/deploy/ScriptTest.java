// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, started with a Java that only tells how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no shell")
class ScriptTest {

    private static final Path LAUNCHER = Places.DIST.resolve("bin/tern");
    private static final Path LOAD_TEST = Places.DEPLOY.resolve("load-test.sh");

    @TempDir
    private Path folder;

    private Path installed = Path.of("");

    private record Outcome(int code, List<String> lines) {}

    @BeforeEach
    void install() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("an installation/bin"));
        Files.createDirectories(bin.resolveSibling("lib"));
        installed = Files.copy(LAUNCHER, bin.resolve("tern"));
    }

    private static Outcome start(Map<String, String> environment, Object... command) throws Exception {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TERN_") || name.equals("JAVA_HOME"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text.lines().toList());
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Java of some version that prints its arguments, one a line. */
    private Path java(String version) throws IOException {
        Path home = folder.resolve("java " + version);
        executable(home.resolve("bin/java"), "#!/bin/sh\nfor each in \"$@\"; do printf '<%s>\\n' \"$each\"; done\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void scriptsAreWellFormedAndMayBeStarted() throws Exception {
        for (Path script : List.of(LAUNCHER, LOAD_TEST)) {
            assertThat(start(Map.of(), "sh", "-n", script)).isEqualTo(new Outcome(0, List.of()));
            assertThat(start(Map.of(), "bash", "-n", script)).isEqualTo(new Outcome(0, List.of()));
            assertThat(Files.isExecutable(script)).isTrue();
            assertThat(Files.readString(script)).startsWith("#!/bin/sh\n").doesNotContain("\r");
        }
    }

    @Test
    void launcherHandsArgumentsOnAsTheyAre() throws Exception {
        String home = java("17.0.9").toString();
        Outcome outcome = start(
                Map.of("JAVA_HOME", home, "TERN_JAVA_OPTS", "-Xmx2g -Da=b", "TERN_CLASSPATH", "/drivers/a.jar"),
                installed, "send", "a queue", "two  words", "");
        Path root = folder.toRealPath().resolve("an installation");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.lines())
                .contains("<-Dtern.home=" + root + ">", "<-Xmx2g>", "<-Da=b>", "</drivers/a.jar:" + root + "/lib/*>")
                .endsWith("<io.ternmq.server.cli.Tern>", "<send>", "<a queue>", "<two  words>", "<>");
    }

    @Test
    void brokerThatIsOutOfMemoryEnds() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", java("17.0.9").toString());
        assertThat(start(environment, installed, "run").lines()).contains("<-XX:+ExitOnOutOfMemoryError>");
        assertThat(start(environment, installed, "--help").lines()).doesNotContain("<-XX:+ExitOnOutOfMemoryError>");
    }

    @Test
    void launcherFindsItsInstallationThroughLinks() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("an installation/bin/tern"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), first);
        Outcome outcome = start(Map.of("JAVA_HOME", java("21").toString()), second, "version");
        assertThat(outcome.lines())
                .contains("<-Dtern.home=" + folder.toRealPath().resolve("an installation") + ">");
    }

    @Test
    void wrongJavaIsOneSentence() throws Exception {
        assertThat(start(Map.of("JAVA_HOME", java("11.0.2").toString()), installed, "run"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(1))
                .satisfies(outcome -> assertThat(outcome.lines()).singleElement().asString()
                        .contains("is Java 11; TernMQ needs 17 or newer"));
        assertThat(start(Map.of("JAVA_HOME", folder.toString()), installed, "run").lines())
                .singleElement().asString().contains("there is no bin/java in it");
    }

    @Test
    void loadTestKeepsAResultOfEveryLoadAndNoticesAFailure() throws Exception {
        Path results = folder.resolve("results");
        Path well = executable(folder.resolve("well"), "#!/bin/sh\necho '{\"sent\":1}'\n");
        Map<String, String> environment = Map.of("TERN", well.toString(), "RESULTS", results.toString());
        assertThat(start(environment, LOAD_TEST, "tcp://nowhere:1", "1").code()).isZero();
        assertThat(Files.readAllLines(results)).hasSize(7).allMatch(line -> line.endsWith(",\"result\":{\"sent\":1}}"));
        Path broken = executable(folder.resolve("broken"), "#!/bin/sh\nexit 3\n");
        assertThat(start(Map.of("TERN", broken.toString(), "RESULTS", results.toString()), LOAD_TEST).code())
                .isEqualTo(1);
        assertThat(Files.readAllLines(results)).hasSize(7).allMatch(line -> line.endsWith(",\"result\":null}"));
    }
}
