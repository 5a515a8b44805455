// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.store.file.StoreInspector;
import io.ternmq.store.file.StoreReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a checkpoint, so that what no message needs any more is given back, or saves what can be read of a damaged
 * directory into another one.
 */
final class CompactAction implements Action {

    private static final String SALVAGE = "--salvage";

    /** The one before the last image still needs what that one gave up; the second time nothing needs it. */
    private static final int ROUNDS = 2;

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Arguments parsed = Arguments.parse(arguments, Set.of(), Set.of(SALVAGE))
                .require(1, 1, "compact STORE, or compact --salvage NEWDIR STORE");
        StoreAddress store = StoreAddress.parse(parsed.operand(0));
        String target = parsed.valueOf(SALVAGE);
        Path directory = store.directory();
        if (target == null) {
            return compact(store, directory, terminal);
        }
        if (directory == null) {
            throw new UsageException("Only a directory can be saved; restore the tables of a database from a backup");
        }
        return new SalvageAction(terminal).run(directory, Path.of(target));
    }

    private static int compact(StoreAddress store, @Nullable Path directory, Terminal terminal)
            throws IOException {
        if (directory != null) {
            terminal.say("Before      " + sizeOf(directory));
        }
        try (StoredState stored = StoredState.open(store)) {
            for (int round = 0; round < ROUNDS; round++) {
                stored.checkpoint();
            }
        }
        if (directory != null) {
            terminal.say("After       " + sizeOf(directory));
        } else {
            terminal.say("A checkpoint of " + store + " was taken; what nothing needs any more was given back.");
        }
        return FINE;
    }

    private static String sizeOf(Path directory) throws IOException {
        long total = 0;
        StoreAddress.requireDirectory(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                total += Files.size(file);
            }
        }
        try (StoreInspector inspector = StoreAddress.inspect(directory)) {
            StoreReport report = inspector.verify();
            long inUse = report.segments().stream().filter(StoreReport.Part::needed).count();
            return Sizes.bytes(total) + " in " + directory + ": " + Sizes.count(report.segments().size(), "log file")
                    + ", " + inUse + " of them in use";
        }
    }
}
