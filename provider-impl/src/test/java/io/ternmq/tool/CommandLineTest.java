// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @TempDir
    Path directory;

    private final Shell shell = new Shell();

    @Test
    void explainsItself() {
        assertThat(shell.run("--help")).isZero();
        assertThat(shell.out()).isEqualTo("""
                Usage: tern store <command> [options] STORE [arguments]

                Looks after what a broker keeps. STORE is the directory of a file store, or one of
                  file:DIRECTORY      the same
                  derby:DIRECTORY     an embedded Apache Derby database
                  jdbc:URL            a database, by the URL of its driver
                Behind a database, #PREFIX says what the names of the tables begin with (default TERNMQ_).

                Commands:
                  verify STORE                      read everything and say what is damaged
                  stat STORE                        how large the store is, and how many messages are where
                  dump STORE                        print every record
                  compact STORE                     give back what no message needs any more
                  compact --salvage NEWDIR STORE    save what can be read of a damaged directory
                  export STORE DESTINATION [FILE]   write messages as lines of JSON
                  import STORE DESTINATION [FILE]   send messages from lines of JSON
                tern store <command> --help says more about one of them.

                verify, stat and dump only read a directory; it may be damaged, or in use by a broker. Everything else,
                and everything about a database, needs the store alone: stop its broker first.

                Exit status: 0 all is well, 1 damage was found or the command failed, 2 the command line is wrong.

                The driver of a database must be on the class path: put its jars into the environment variable
                TERN_CLASSPATH.
                """);
        assertThat(shell.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "stat", "dump", "compact", "export", "import"})
    void explainsEachCommand(String command) {
        assertThat(shell.run(command, "--help")).isZero();
        assertThat(shell.out()).startsWith("Usage: tern store " + command).endsWith("\n");
        assertThat(shell.lines()).allMatch(line -> line.length() <= 110);
    }

    @Test
    void explainsItselfBesideTheOutputWhenNothingIsAsked() {
        assertThat(shell.run()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).startsWith("Usage: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "verfy x                       | There is no command 'verfy'. See tern store --help",
        "verify                        | Something is missing: verify STORE. See tern store verify --help",
        "verify a b                    | That is too much: verify STORE",
        "verify --json a               | There is no option --json here",
        "compact --salvage             | The option --salvage needs a value",
        "compact --salvage a --salvage b c | can be given once only",
        "compact --salvage a derby:b   | Only a directory can be saved",
        "stat memory                   | A store in memory ends with its process",
        "stat derby:d#1                | table-prefix must be a letter",
        "export a                      | Something is missing: export",
        "export a orders               | A destination is queue://<name> or topic://<name>, not 'orders'",
        "import a queue://             | A destination is",
    })
    void refusesWhatItDoesNotUnderstand(String line, String why) {
        assertThat(shell.run((Object[]) line.split(" ", -1))).as(line).isEqualTo(2);
        assertThat(shell.err()).startsWith("tern store: ").contains(why).contains("--help");
        assertThat(shell.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "stat", "dump", "compact", "export"})
    void makesNothingWhereThereIsNoStore(String command) {
        Path missing = directory.resolve("missing");
        String destination = command.equals("export") ? "queue://orders" : "";
        Object[] arguments = destination.isEmpty()
                ? new Object[] {command, missing}
                : new Object[] {command, missing, destination};
        assertThat(shell.run(arguments)).isEqualTo(1);
        assertThat(shell.err()).contains("There is no directory " + missing);
        assertThat(missing).doesNotExist();
        arguments[1] = directory;
        assertThat(shell.run(arguments)).isEqualTo(1);
        assertThat(shell.err()).contains("there is no store in this directory");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysWhereTheDriverOfADatabaseBelongs() {
        assertThat(shell.run("verify", "derby:" + directory.resolve("database"))).isEqualTo(1);
        assertThat(shell.err()).contains("No suitable driver").contains("TERN_CLASSPATH=derby-");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        Path absent = directory.resolve("absent");
        assertThat(shell.run("import", directory.resolve("store"), "queue://a", absent)).isEqualTo(1);
        assertThat(shell.err()).contains("There is no " + absent);
        assertThat(Files.exists(directory.resolve("store"))).as("made a store for nothing").isFalse();
    }
}
