// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What all commands have in common, and those that need no broker. */
class TernTest {

    private static Run tern(String... arguments) {
        return new Run().tern(arguments);
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        Run run = tern();
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("send", "receive", "browse", "bench").endsWith("See tern --help.\n");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (CommandLine command : CommandPage.commands()) {
            List<String> arguments = new ArrayList<>(CommandPage.path(command));
            if (arguments.contains("demo")) {
                continue; // it is not here; its help is its own
            }
            arguments.add("--help");
            Run run = tern(arguments.subList(1, arguments.size()).toArray(String[]::new));
            assertThat(run.code()).as("%s", arguments).isZero();
            assertThat(run.out()).as("%s", arguments).contains("Usage: tern");
            assertThat(run.err()).isEmpty();
            assertThat(String.join("\n", command.getCommandSpec().usageMessage().footer())).contains("Example");
        }
    }

    @Test
    void noLineOfHelpIsTooWide() {
        assertThat(CommandPage.commands().stream().flatMap(command -> command.getUsageMessage().lines()))
                .allMatch(line -> line.length() <= 120);
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Run run = tern("recieve", "orders");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("recieve").contains("receive");
    }

    @Test
    void aBrokerThatIsNotThereIsOneSentenceWithoutAStackTrace() {
        Run run = tern("send", "q", "x", "--broker", "tcp://127.0.0.1:1");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("tern send: TERN-").contains("127.0.0.1:1").hasLineCount(1);
        assertThat(tern("send", "q", "x", "--broker", "tcp://127.0.0.1:1", "--verbose").err())
                .contains("\tat io.ternmq");
    }

    @Test
    void aBrokerAddressThatIsNoneIsRefused() {
        Run run = tern("browse", "q", "--broker", "vm://x?colour=blue");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("colour");
    }

    @Test
    void storeHandsEverythingOn(@TempDir Path folder) {
        Run run = tern("store", "stat", "--json", folder.resolve("nowhere").toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("tern store stat: ");
        assertThat(tern("store", "verify", "--help").out()).startsWith("Usage: tern store verify STORE");
        assertThat(tern("store", "mend").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void demoSaysWhereItIs() {
        Run run = tern("demo", "--json");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("not part of this installation");
    }

    @Test
    void runSaysWhyItCannotStart(@TempDir Path folder) {
        Run run = tern("run", "--config", folder.resolve("nowhere.yaml").toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).startsWith("tern: ").contains("nowhere.yaml");
    }

    @Test
    void versionNamesJava() {
        assertThat(tern("version").out()).startsWith("TernMQ ").contains("Java " + System.getProperty("java.version"));
        assertThat(tern("version", "--json").out()).startsWith("{\"version\":\"");
    }

    @Test
    void completionIsAScriptThatBashTakes(@TempDir Path folder) throws IOException, InterruptedException {
        String script = tern("completion", "bash").out();
        assertThat(script).contains("complete -F").contains("--ndjson");
        assertThat(tern("completion", "fish").code()).isEqualTo(ExitCode.USAGE);
        Path file = Files.writeString(folder.resolve("tern.bash"), script);
        Process bash = new ProcessBuilder("bash", "-n", file.toString()).redirectErrorStream(true).start();
        String complaint = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(complaint).isEmpty();
        assertThat(bash.exitValue()).isZero();
    }

    @Test
    void runsWithTwoStreamsAlone() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(Tern.execute(new String[] {"version"}, out, err)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("TernMQ");
        assertThat(err.size()).isZero();
    }

    @Test
    void outputThatFailsIsAFailure() {
        Run run = new Run().writingTo(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        }).tern("version");
        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("No space left on device");
        assertThat(Stream.of(run.err().split("\n", -1)).filter(line -> line.startsWith("\tat"))).isEmpty();
    }
}
