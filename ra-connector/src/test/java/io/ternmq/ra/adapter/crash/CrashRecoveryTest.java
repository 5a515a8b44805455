// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "file, first, commit, 0, 1",
        "file, last, commit, 1, 1",
        "derby, first, commit, 0, 1",
        "derby, last, commit, 1, 1",
        // No decision was logged: whoever is prepared is rolled back.
        "file, first, prepare, 1, 0",
        "file, last, prepare, 0, 0",
        "derby, first, prepare, 1, 0",
        "derby, last, prepare, 0, 0",
    })
    void serverWithABrokerInsideEndsBothAlike(String kind, String order, String moment, int inDoubt, int outcome)
            throws Exception {
        crash("vm://server", kind, order, moment);
        recover("vm://server", kind, inDoubt, doubtOf(moment), outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "file, first, commit, 0, 1",
        "file, last, commit, 1, 1",
        "derby, last, commit, 1, 1",
        "file, first, prepare, 1, 0",
        "derby, first, prepare, 1, 0",
    })
    void serverBesideABrokerElsewhereEndsBothAlike(String kind, String order, String moment, int inDoubt, int outcome)
            throws Exception {
        try (BrokerProcess broker = new BrokerProcess(directory)) {
            crash(broker.url(), kind, order, moment);
            recover(broker.url(), kind, inDoubt, doubtOf(moment), outcome);
        }
    }

    /** How many branches of a ledger are in doubt that was halted at a moment. */
    private static int doubtOf(String moment) {
        return moment.equals("commit") ? 1 : 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "derby"})
    void serverAndBrokerThatBothCrashEndBothAlike(String kind) throws Exception {
        try (BrokerProcess broker = new BrokerProcess(directory)) {
            crash(broker.url(), kind, "last", "commit");
            ProcessHandle.of(broker.pid()).ifPresent(ProcessHandle::destroyForcibly);
            broker.restart();
            recover(broker.url(), kind, 1, 1, 1);
        }
    }

    /** The broker is killed when TernMQ is prepared, by the ledger: in its prepare, or in its commit. */
    @ParameterizedTest
    @CsvSource({"file, first, prepare", "file, last, commit", "derby, first, prepare", "derby, last, commit"})
    void brokerThatCrashesIsFoundByALaterScan(String kind, String order, String moment) throws Exception {
        try (BrokerProcess broker = new BrokerProcess(directory);
                ChildProcess server = run(
                        "outage", broker.url(), kind, order, moment, Long.toString(broker.pid()))) {
            server.hear("committed");
            assertThat(server.hear("down: ")).isEqualTo("down: " + XAException.XAER_RMFAIL);
            server.hear("scanned");
            broker.restart();
            server.tell("the broker is back");
            assertThat(server.hear("after: ")).isEqualTo("after: in doubt 0, messages 1, entries 1");
            assertThat(server.exitCode()).isZero();
        }
    }

    private void crash(String url, String kind, String order, String moment) throws Exception {
        try (ChildProcess server = run("crash", url, kind, order, moment)) {
            assertThat(server.exitCode()).isEqualTo(CrashProgram.HALTED);
        }
    }

    private void recover(String url, String kind, int inDoubt, int ofLedger, int outcome) throws Exception {
        try (ChildProcess server = run("recover", url, kind)) {
            assertThat(server.hear("before: ")).isEqualTo("before: in doubt " + inDoubt + ", ledger " + ofLedger);
            assertThat(server.hear("after: "))
                    .isEqualTo("after: in doubt 0, messages " + outcome + ", entries " + outcome);
            assertThat(server.exitCode()).isZero();
        }
    }

    private ChildProcess run(String task, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(task, directory.toString()));
        arguments.addAll(List.of(options));
        return ChildProcess.start(directory.resolve("server.err"), CrashProgram.class, arguments);
    }
}
