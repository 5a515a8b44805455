// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.server.Broker;
import io.ternmq.message.Address;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Sends what was exported, or written by hand, through a broker that runs for that long. */
final class ImportAction implements Action {

    private static final String DEDUP = "--dedup";

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Arguments parsed = Arguments.parse(arguments, Set.of(DEDUP), Set.of())
                .require(2, 3, "import [--dedup] STORE DESTINATION [FILE]");
        StoreAddress store = StoreAddress.parse(parsed.operand(0));
        Address destination = AddressText.destination(parsed.operand(1));
        String file = parsed.operandOrNull(2);
        if (file == null || file.equals("-")) {
            return load(store, destination, parsed.has(DEDUP), terminal.in(), terminal);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return load(store, destination, parsed.has(DEDUP), in, terminal);
        }
    }

    private static int load(
            StoreAddress store, Address destination, boolean dedup, InputStream in, Terminal terminal) {
        try (Broker broker = Broker.builder().name(StoreAddress.OWNER).store(store.policy()).start()) {
            if (!broker.isActive()) {
                throw new ProviderException(ErrorCode.STORE_FAILED, "A broker owns the store. Send the messages through"
                        + " that one, or stop it first");
            }
            try (Import run = new Import(broker, destination, dedup)) {
                return load(run, new LineReader(new BufferedInputStream(in)), terminal);
            }
        }
    }

    private static int load(Import run, LineReader lines, Terminal terminal) {
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    run.take(line, lines.number());
                }
            }
            run.commit();
            terminal.say(run.summary());
            return FINE;
        } catch (JsonException e) {
            return fail(run, lines, ", column " + e.column() + ": " + e.getMessage(), terminal);
        } catch (ProviderException e) {
            return fail(run, lines, ": " + e.getMessage(), terminal);
        } catch (IOException e) {
            return fail(run, lines, ": the next one cannot be read: " + Advice.describe(e), terminal);
        }
    }

    /** What came before is kept if it can be, so that the rest can follow later. */
    private static int fail(Import run, LineReader lines, String why, Terminal terminal) {
        terminal.remark("tern store import: line " + lines.number() + why);
        try {
            run.commit();
        } catch (ProviderException e) {
            terminal.remark("tern store import: " + e.getMessage());
        }
        terminal.say(run.summary() + ". Mend the input and go on with line " + (run.lastLine() + 1));
        return FAILED;
    }
}
