// SPDX-License-Identifier: Apache-2.0
package io.ternmq.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RoutingTableTest {

    private static final TopicPattern ANY = TopicPattern.parse("#");

    @Test
    void matchesExactAndWildcardPatternsInTheOrderInWhichTheyWereAdded() {
        RoutingTable<String> table = table("#", "a.b", "a.*", "*.b", "a.#", "#.b", "a.#.b", "c.#", "a.b.c");

        assertThat(table.match("a.b")).containsExactly("#", "a.b", "a.*", "*.b", "a.#", "#.b", "a.#.b");
        assertThat(table.match("a")).containsExactly("#", "a.#");
        assertThat(table.match("x.y.z")).containsExactly("#");
        assertThat(table.size()).isEqualTo(9);
    }

    @Test
    void anEmptyTableMatchesNothing() {
        assertThat(RoutingTable.empty().match("a")).isEmpty();
        assertThat(RoutingTable.empty().isEmpty()).isTrue();
        assertThat(table("a.b").match("a.b.c")).isEmpty();
    }

    @Test
    void reportsAValueOnceHoweverManyOfItsPatternsMatch() {
        RoutingTable<String> table = RoutingTable.<String>empty()
                .with(TopicPattern.parse("a.*"), "x").with(TopicPattern.parse("a.b"), "y")
                .with(TopicPattern.parse("#"), "x").with(TopicPattern.parse("#.a.#.b.#"), "y");

        assertThat(table.match("a.b")).containsExactly("x", "y");
        assertThat(table.without(TopicPattern.parse("a.*"), "x").match("a.b")).containsExactly("y", "x");
    }

    @Test
    void reportsAnEntryOnceHoweverManyWaysItsHashesExpand() {
        RoutingTable<String> table = table("#.a.#", "#.a.#.a.#", "#.a.*.#");

        assertThat(table.match("a.a.a.a")).containsExactly("#.a.#", "#.a.#.a.#", "#.a.*.#");
        assertThat(table.match("a")).containsExactly("#.a.#");
    }

    @Test
    void answersItselfWhenNothingChanges() {
        RoutingTable<String> table = table("a", "b");

        assertThat(table.with(TopicPattern.parse("a"), "a")).isSameAs(table);
        assertThat(table.without(TopicPattern.parse("a"), "b")).isSameAs(table);
        assertThat(table.without(TopicPattern.parse("c"), "a")).isSameAs(table);
    }

    @Test
    void aSnapshotKeepsAnsweringAsBefore() {
        RoutingTable<String> before = table("a.*", "a.b");
        RoutingTable<String> after = before.without(TopicPattern.parse("a.*"), "a.*").with(ANY, "new");

        assertThat(before.match("a.b")).containsExactly("a.*", "a.b");
        assertThat(after.match("a.b")).containsExactly("a.b", "new");
    }

    @Test
    void aValueThatComesBackStandsAtTheEnd() {
        RoutingTable<String> table = table("a", "*", "#");
        TopicPattern a = TopicPattern.parse("a");

        assertThat(table.without(a, "a").with(a, "a").match("a")).containsExactly("*", "#", "a");
    }

    @Test
    void keepsThousandsUnderOnePatternInOrder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        RoutingTable<Integer> table = RoutingTable.empty();
        List<Integer> model = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            table = table.with(ANY, i);
            model.add(i);
        }
        assertThat(table.match("a")).isEqualTo(model);
        while (!model.isEmpty()) {
            Integer victim = model.remove(random.nextInt(model.size()));
            table = table.without(ANY, victim);
            if (model.size() % 100 == 0) {
                assertThat(table.match("a")).as("seed %d", seed).isEqualTo(model);
            }
        }
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void agreesWithTheSlowMatcherOnEverythingSmall() {
        List<String> patterns = SlowMatcher.all(4, "a", "b", "*", "#");
        RoutingTable<String> table = table(patterns.toArray(new String[0]));
        for (String name : SlowMatcher.all(5, "a", "b", "c")) {
            List<String> expected = patterns.stream().filter(text -> SlowMatcher.matches(text, name)).toList();
            assertThat(table.match(name)).as(name).isEqualTo(expected);
        }
    }

    @Test
    void agreesWithAListAfterRandomChangesAndSoDoOldSnapshots() {
        for (int run = 0; run < 10; run++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            List<String> patterns = SlowMatcher.all(3, "a", "b", "*", "#");
            List<String> names = SlowMatcher.all(4, "a", "b", "c");
            RoutingTable<Integer> table = RoutingTable.empty();
            List<Row> model = new ArrayList<>();
            List<RoutingTable<Integer>> kept = new ArrayList<>();
            List<List<Row>> keptModels = new ArrayList<>();
            for (int step = 0; step < 300; step++) {
                Row row = new Row(TopicPattern.parse(patterns.get(random.nextInt(patterns.size()))),
                        random.nextInt(10));
                if (random.nextInt(3) > 0) {
                    table = table.with(row.pattern(), row.value());
                    if (!model.contains(row)) {
                        model.add(row);
                    }
                } else {
                    Row victim = model.isEmpty() ? row : model.get(random.nextInt(model.size()));
                    table = table.without(victim.pattern(), victim.value());
                    model.remove(victim);
                }
                kept.add(table);
                keptModels.add(List.copyOf(model));
            }
            for (int i = 0; i < kept.size(); i++) {
                String name = names.get(random.nextInt(names.size()));
                assertThat(kept.get(i).match(name)).as("seed %d, snapshot %d, name %s", seed, i, name)
                        .isEqualTo(expected(keptModels.get(i), name));
                assertThat(kept.get(i).size()).isEqualTo(keptModels.get(i).size());
            }
        }
    }

    @Test
    void manyHashesDoNotExplode() {
        String pattern = "#" + ".a.#".repeat(60);
        RoutingTable<String> table = table(pattern, pattern + ".b", "#.b" + ".a.#".repeat(50));
        String name = "a" + ".a".repeat(127);

        List<String> values = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> table.match(name));

        assertThat(values).containsExactly(pattern);
    }

    @Test
    void becomesEmptyAgain() {
        List<String> patterns = SlowMatcher.all(3, "a", "*", "#");
        RoutingTable<String> table = table(patterns.toArray(new String[0]));
        for (String pattern : patterns) {
            table = table.without(TopicPattern.parse(pattern), pattern);
        }

        assertThat(table.isEmpty()).isTrue();
        assertThat(table.match("a.a")).isEmpty();
    }

    private static RoutingTable<String> table(String... patterns) {
        RoutingTable<String> table = RoutingTable.empty();
        for (String pattern : patterns) {
            table = table.with(TopicPattern.parse(pattern), pattern);
        }
        return table;
    }

    private static List<Integer> expected(List<Row> rows, String name) {
        LinkedHashSet<Integer> values = new LinkedHashSet<>();
        for (Row row : rows) {
            if (SlowMatcher.matches(row.pattern().text(), name)) {
                values.add(row.value());
            }
        }
        return List.copyOf(values);
    }

    private record Row(TopicPattern pattern, Integer value) {
    }
}
