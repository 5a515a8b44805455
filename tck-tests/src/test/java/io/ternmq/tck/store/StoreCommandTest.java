// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.tool.StoreCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operators' commands on the tables of a database. */
class StoreCommandTest {

    private static final String ORDERS = "queue://orders";
    private static final String MESSAGES = """
            {"id":"ID:x-1","timestamp":1790000000000,"body":{"text":"first"}}
            {"id":"ID:x-2","properties":{"count":{"int":5}},"body":{"map":{"a":{"double":1.5}}}}
            """;

    @TempDir
    Path directory;

    private String database = "";
    private String out = "";
    private String err = "";

    @BeforeEach
    void nameADatabase() {
        database = "derby:" + directory.resolve("database");
    }

    @Test
    void looksIntoTables() {
        assertThat(run(MESSAGES, "import", database, ORDERS)).as(err).isZero();
        assertThat(out).isEqualTo("2 messages sent to queue://orders\n");
        assertThat(run("", "verify", database)).as(err).isZero();
        assertThat(out).contains("Nothing is damaged.");
        assertThat(run("", "stat", database)).as(err).isZero();
        assertThat(out.lines()).anyMatch(line -> line.matches(" +2 +\\d+ {2}queue://orders"));
        assertThat(run("", "dump", "--bodies", database)).as(err).isZero();
        assertThat(out).contains("DestinationCreated  {\"address\":\"queue://orders\"");
    }

    @Test
    void carriesMessagesFromTablesIntoFiles() {
        Path files = directory.resolve("files");
        assertThat(run(MESSAGES, "import", database, ORDERS)).as(err).isZero();
        assertThat(run("", "export", database, ORDERS)).as(err).isZero();
        String exported = out;
        assertThat(exported.lines()).hasSize(2).first().asString().contains("\"id\":\"ID:x-1\"");
        assertThat(run(exported, "import", files.toString(), ORDERS)).as(err).isZero();
        assertThat(run("", "export", files.toString(), ORDERS)).as(err).isZero();
        assertThat(out).isEqualTo(exported);
    }

    @Test
    void takesACheckpointOfTables() {
        assertThat(run(MESSAGES, "import", database, ORDERS)).as(err).isZero();
        assertThat(run("", "compact", database)).as(err).isZero();
        assertThat(out).startsWith("A checkpoint of " + database);
        assertThat(run("", "export", database, ORDERS)).as(err).isZero();
        assertThat(out.lines()).hasSize(2);
    }

    @Test
    void refusesTablesThatABrokerOwns() {
        try (Broker owner = Broker.builder().name("owner").store(StorePolicy.parse(database, "owner")).start()) {
            assertThat(owner.isActive()).isTrue();
            for (String command : List.of("verify", "stat", "dump", "compact")) {
                assertThat(run("", command, database)).as(command).isEqualTo(1);
                assertThat(err).contains("A broker owns the store");
            }
            assertThat(run(MESSAGES, "import", database, ORDERS)).isEqualTo(1);
            assertThat(err).contains("A broker owns the store");
            assertThat(owner.isActive()).isTrue();
        }
    }

    @Test
    void makesNoDatabaseByLooking() {
        assertThat(run("", "verify", database)).isEqualTo(1);
        assertThat(err).contains("database");
        assertThat(directory.resolve("database")).doesNotExist();
    }

    private int run(String in, String... arguments) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteArrayOutputStream remarks = new ByteArrayOutputStream();
        StoreCommand command = new StoreCommand(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(answer, true, StandardCharsets.UTF_8),
                new PrintStream(remarks, true, StandardCharsets.UTF_8));
        int status = command.run(List.of(arguments));
        out = answer.toString(StandardCharsets.UTF_8);
        err = remarks.toString(StandardCharsets.UTF_8);
        return status;
    }
}
