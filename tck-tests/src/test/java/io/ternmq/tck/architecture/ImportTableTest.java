// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The provider as compiled against {@code build/import-table.txt}. */
class ImportTableTest {
    private static final String ROOT = "io.ternmq";

    private static ImportTable table;
    private static HouseRules rules;

    @BeforeAll
    static void readTableAndClasses() throws IOException {
        Path module = Path.of(System.getProperty("basedir", ""));
        Path file = module.toAbsolutePath().resolveSibling("build").resolve("import-table.txt");
        table = ImportTable.parse(ROOT, Files.readAllLines(file));
        rules = new HouseRules(new ClassFileImporter().importPackages(ROOT), table);
    }

    @Test
    void looksAtTheProvider() {
        assertThat(rules.inhabitedRooms()).contains("api", "common");
    }

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(rules.unknownRooms()).isEmpty();
    }

    @Test
    void nobodyImportsOutsideTheTable() {
        assertThat(rules.forbiddenImports()).isEmpty();
    }

    @Test
    void packagesFormNoCycle() {
        assertThat(rules.packageCycles()).isEmpty();
    }

    @Test
    void clocksThreadsAndRandomnessAreHandedIn() {
        assertThat(rules.forbiddenCalls()).isEmpty();
    }

    @Test
    void nothingMutableIsStatic() {
        assertThat(rules.staticState()).isEmpty();
    }

    @Test
    void tableHasNoCycle() {
        Map<String, Set<String>> graph = new TreeMap<>();
        for (String room : table.rooms()) {
            Set<String> targets = new TreeSet<>(table.importsOf(room));
            targets.remove(room);
            graph.put(room, targets);
        }
        assertThat(Cycles.in(graph)).isEmpty();
    }

    @Test
    void tableLetsNoParentImportItsChild() {
        for (String room : table.rooms()) {
            if (!table.seesEverything(room)) {
                assertThat(table.importsOf(room)).as("imports of " + room)
                        .noneMatch(target -> target.startsWith(room + "."));
            }
        }
    }
}
