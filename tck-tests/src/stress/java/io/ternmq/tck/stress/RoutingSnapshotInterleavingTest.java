// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.stress;

import io.ternmq.routing.RoutingTable;
import io.ternmq.routing.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One writer replaces the table behind a volatile field while others match: they see a whole table, old or new. */
@Tag("stress")
class RoutingSnapshotInterleavingTest {

    private static final List<TopicPattern> PATTERNS =
            List.of(TopicPattern.parse("a.b"), TopicPattern.parse("a.*"), TopicPattern.parse("#.b"));

    @Test
    void aReaderSeesAWholeTableUnderEveryInterleaving() {
        Interleavings.checkBriefly(Race.class, Specification.class);
    }

    /** What the checker calls from several threads. */
    @Param(name = "pattern", gen = IntGen.class, conf = "0:2")
    public static final class Race {

        private volatile RoutingTable<Integer> table = RoutingTable.empty();

        @Operation(nonParallelGroup = "writer")
        public void add(@Param(name = "pattern") int pattern) {
            table = table.with(PATTERNS.get(pattern), pattern);
        }

        @Operation(nonParallelGroup = "writer")
        public void remove(@Param(name = "pattern") int pattern) {
            table = table.without(PATTERNS.get(pattern), pattern);
        }

        @Operation
        public String match() {
            return table.match("a.b").toString();
        }
    }

    /** A list in the order of adding. */
    public static final class Specification {

        private final List<Integer> values = new ArrayList<>();

        public void add(int pattern) {
            if (!values.contains(pattern)) {
                values.add(pattern);
            }
        }

        public void remove(int pattern) {
            values.remove(Integer.valueOf(pattern));
        }

        public String match() {
            return values.toString();
        }
    }
}
