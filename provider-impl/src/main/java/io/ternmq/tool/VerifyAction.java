// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.boot.LoneStore;
import io.ternmq.store.file.StoreInspector;
import io.ternmq.store.file.StoreReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Reads everything and says what is damaged. A directory is only read; of a database the lease is taken meanwhile. */
final class VerifyAction implements Action {

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Arguments parsed = Arguments.parse(arguments, Set.of(), Set.of()).require(1, 1, "verify STORE");
        StoreAddress store = StoreAddress.parse(parsed.operand(0));
        Path directory = store.directory();
        return directory == null ? verifyTables(store, terminal) : verifyFiles(directory, terminal);
    }

    private static int verifyFiles(Path directory, Terminal terminal) throws IOException {
        AtomicLong facts = new AtomicLong();
        Records records = new Records((fact, ref, where) -> facts.incrementAndGet());
        try (StoreInspector inspector = StoreAddress.inspect(directory)) {
            StoreReport report = inspector.walk(records);
            List<String> damages = new ArrayList<>(report.damages());
            damages.addAll(records.damages());
            FileReports.describe(report, terminal);
            terminal.say("Records     " + Sizes.count(facts.get(), "record") + " read and understood");
            FileReports.judge(report.notes(), damages, terminal);
            if (damages.isEmpty()) {
                terminal.say("Nothing is damaged.");
                return FINE;
            }
            terminal.say("The store is damaged. Restore the directory from a copy, or save what is left:");
            terminal.say("  tern store compact --salvage NEWDIR " + directory);
            return FAILED;
        }
    }

    /** What is damaged in tables makes the replay fail. */
    private static int verifyTables(StoreAddress store, Terminal terminal) {
        AtomicLong facts = new AtomicLong();
        try (LoneStore opened = LoneStore.open(store.existing(), StoreAddress.OWNER)) {
            long epoch = opened.log().epoch();
            opened.log().replay((fact, ref) -> facts.incrementAndGet());
            terminal.say("Store       " + store + " (tables, opened " + Sizes.count(epoch, "time") + ")");
            terminal.say("Records     " + Sizes.count(facts.get(), "record") + " read and understood");
            terminal.say("Nothing is damaged.");
            return FINE;
        }
    }
}
