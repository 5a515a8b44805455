// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.boot.LoneStore;
import io.ternmq.broker.Fact;
import io.ternmq.store.file.StoreInspector;
import io.ternmq.store.file.StoreReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Prints every record, one a line. A directory is only read, and may be damaged or in use. */
final class DumpAction implements Action {

    private static final String BODIES = "--bodies";
    private static final String FULL = "--full";
    private static final String JSON = "--json";

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Arguments parsed = Arguments.parse(arguments, Set.of(BODIES, FULL, JSON), Set.of())
                .require(1, 1, "dump [--bodies] [--full] [--json] STORE");
        StoreAddress store = StoreAddress.parse(parsed.operand(0));
        FactWriter writer = new FactWriter(parsed.has(BODIES), parsed.has(FULL));
        Lines lines = parsed.has(JSON) ? new JsonLines(writer, terminal) : new PlainLines(writer, terminal);
        Path directory = store.directory();
        return directory == null ? dumpTables(store, lines) : dumpFiles(directory, lines);
    }

    private static int dumpFiles(Path directory, Lines lines) throws IOException {
        Records records = new Records(lines);
        try (StoreInspector inspector = StoreAddress.inspect(directory)) {
            StoreReport report = inspector.walk(records);
            report.damages().forEach(lines::onDamage);
            return report.isWhole() && records.damages().isEmpty() ? FINE : FAILED;
        }
    }

    private static int dumpTables(StoreAddress store, Lines lines) {
        try (LoneStore opened = LoneStore.open(store.existing(), StoreAddress.OWNER)) {
            opened.log().replay((fact, ref) -> lines.onFact(fact, ref, ref == 0 ? "checkpoint" : "log"));
            return FINE;
        }
    }

    /** Prints what was read. */
    private interface Lines extends Records.Taker {}

    /**
     * For people.
     *
     * @param writer   says how much of a fact is shown
     * @param terminal where to print
     */
    private record PlainLines(FactWriter writer, Terminal terminal) implements Lines {

        @Override
        public void onFact(Fact fact, long ref, String where) {
            JsonWriter fields = new JsonWriter().open();
            writer.write(fact, fields);
            terminal.say(where + "  ref " + ref + "  " + FactWriter.nameOf(fact) + "  " + fields.close());
        }

        @Override
        public void onDamage(String sentence) {
            terminal.say("DAMAGE  " + sentence);
        }

        @Override
        public void onGap(int bytes, String where) {
            terminal.say(where + "  nothing: " + Sizes.count(bytes, "byte")
                    + " that were lost before the store was saved");
        }
    }

    /**
     * For programs.
     *
     * @param writer   says how much of a fact is shown
     * @param terminal where to print
     */
    private record JsonLines(FactWriter writer, Terminal terminal) implements Lines {

        @Override
        public void onFact(Fact fact, long ref, String where) {
            JsonWriter out = new JsonWriter().open().name("where").value(where).name("ref").value(ref);
            out.name("fact").value(FactWriter.nameOf(fact)).name("fields").open();
            writer.write(fact, out);
            terminal.say(out.close().close().toString());
        }

        @Override
        public void onDamage(String sentence) {
            terminal.say(new JsonWriter().open().name("damage").value(sentence).close().toString());
        }

        @Override
        public void onGap(int bytes, String where) {
            terminal.say(new JsonWriter().open().name("where").value(where).name("lostBytes").value(bytes).close()
                    .toString());
        }
    }
}
