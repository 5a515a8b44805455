// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A transaction over TernMQ and a ledger, with a crash in the middle. After the restart, either both have it or none.
 * {@code first} and {@code last} say when TernMQ is prepared and committed.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CrashRecoveryTest {

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    CrashRecoveryTest() {}

    @ParameterizedTest
    @CsvSource({
        // The ledger halts the process before it acts: the decision is in the log, and TernMQ has committed or not.
        "vm://server, first, commit, 0, 1",
        "vm://server, last, commit, 1, 1",
        // No decision was logged: whoever is prepared is rolled back.
        "vm://server, first, prepare, 1, 0",
        "vm://server, last, prepare, 0, 0",
    })
    void serverWithABrokerInsideEndsBothAlike(String url, String order, String moment, int inDoubt, int outcome)
            throws Exception {
        crash(url, order, moment);
        recover(url, inDoubt, outcome);
    }

    @ParameterizedTest
    @CsvSource({"first, commit, 0, 1", "last, commit, 1, 1", "first, prepare, 1, 0"})
    void serverBesideABrokerElsewhereEndsBothAlike(String order, String moment, int inDoubt, int outcome)
            throws Exception {
        try (BrokerProcess broker = new BrokerProcess(directory)) {
            crash(broker.url(), order, moment);
            recover(broker.url(), inDoubt, outcome);
        }
    }

    @Test
    void serverAndBrokerThatBothCrashEndBothAlike() throws Exception {
        try (BrokerProcess broker = new BrokerProcess(directory)) {
            crash(broker.url(), "last", "commit");
            ProcessHandle.of(broker.pid()).ifPresent(ProcessHandle::destroyForcibly);
            broker.restart();
            recover(broker.url(), 1, 1);
        }
    }

    /** The broker is killed when TernMQ is prepared, by the ledger: in its prepare, or in its commit. */
    @ParameterizedTest
    @CsvSource({"first, prepare", "last, commit"})
    void brokerThatCrashesIsFoundByALaterScan(String order, String moment) throws Exception {
        try (BrokerProcess broker = new BrokerProcess(directory);
                ChildProcess server = run(List.of(
                        "outage", directory.toString(), broker.url(), order, moment, Long.toString(broker.pid())))) {
            server.hear("committed");
            assertThat(server.hear("down: ")).isEqualTo("down: " + XAException.XAER_RMFAIL);
            server.hear("scanned");
            broker.restart();
            server.tell("the broker is back");
            assertThat(server.hear("after: ")).isEqualTo("after: in doubt 0, messages 1, entries 1");
            assertThat(server.exitCode()).isZero();
        }
    }

    private void crash(String url, String order, String moment) throws Exception {
        try (ChildProcess server = run(List.of("crash", directory.toString(), url, order, moment))) {
            assertThat(server.exitCode()).isEqualTo(CrashProgram.HALTED);
        }
    }

    private void recover(String url, int inDoubt, int outcome) throws Exception {
        try (ChildProcess server = run(List.of("recover", directory.toString(), url))) {
            assertThat(server.hear("before: ")).startsWith("before: in doubt " + inDoubt + ',');
            assertThat(server.hear("after: "))
                    .isEqualTo("after: in doubt 0, messages " + outcome + ", entries " + outcome);
            assertThat(server.exitCode()).isZero();
        }
    }

    private ChildProcess run(List<String> arguments) throws Exception {
        return ChildProcess.start(directory.resolve("server.err"), CrashProgram.class, arguments);
    }
}
