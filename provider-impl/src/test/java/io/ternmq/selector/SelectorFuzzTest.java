// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random selectors on random messages. A failure names its seed; {@code -Dternmq.seed=N} runs that seed alone, and
 * {@code -Dternmq.seeds=N} sets how many are run.
 */
class SelectorFuzzTest {

    private static final int SELECTORS_PER_SEED = 25;
    private static final int MESSAGES_PER_SELECTOR = 6;
    private static final String SOUP =
            "ab'''%_\\()<>=+-*/.,0178exXlLfFdDpP \t\n\"!?#\u00e4\u0130\u0131\u0663\ud83d\ude00\ud83d";

    private static LongStream seeds() {
        Long replayed = Long.getLong("ternmq.seed");
        return replayed != null
                ? LongStream.of(replayed)
                : new Random().longs(Integer.getInteger("ternmq.seeds", 200));
    }

    @Test
    void agreesWithTheReference() {
        seeds().forEach(seed -> {
            Random random = new Random(seed);
            for (int i = 0; i < SELECTORS_PER_SEED; i++) {
                agreesWithTheReference(random, seed);
            }
        });
    }

    private static void agreesWithTheReference(Random random, long seed) {
        RandomSelectors selectors = new RandomSelectors(random);
        ReferenceTree tree = selectors.condition(random.nextInt(5));
        String text = TreePrinter.print(tree, random);
        Set<String> names = new HashSet<>();
        tree.names(names::add);

        assertThat(parse(text, seed).identifiers()).as("seed %d: %s", seed, text).isEqualTo(names);
        for (int i = 0; i < MESSAGES_PER_SELECTOR; i++) {
            Map<String, Object> message = selectors.message();
            assertThat(Selecting.truth(text, message)).as("seed %d: %s on %s", seed, text, message)
                    .isEqualTo(ReferenceTree.truth(tree.value(message)));
        }
    }

    @Test
    void agreesWithTheReferenceOnPatterns() {
        seeds().forEach(seed -> {
            Random random = new Random(seed);
            RandomSelectors selectors = new RandomSelectors(random);
            for (int i = 0; i < SELECTORS_PER_SEED; i++) {
                ReferenceTree.Matches like = selectors.like();
                String text = TreePrinter.print(like, random);
                Map<String, Object> message = Map.of(like.name().name(), selectors.alike(like));
                assertThat(Selecting.truth(text, message)).as("seed %d: %s on %s", seed, text, message)
                        .isEqualTo(ReferenceTree.truth(like.value(message)));
            }
        });
    }

    private static Selector parse(String text, long seed) {
        try {
            return Selector.parse(text);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }

    @Test
    void parsesOrPointsIntoGarbage() {
        seeds().forEach(seed -> {
            Random random = new Random(seed);
            for (int i = 0; i < SELECTORS_PER_SEED; i++) {
                RandomSelectors selectors = new RandomSelectors(random);
                String text = TreePrinter.print(selectors.condition(random.nextInt(4)), random);
                for (int mutations = 0; mutations < 4; mutations++) {
                    text = mutated(text, random);
                    parsesOrPointsInto(text, selectors.message(), seed);
                }
            }
        });
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(4));
        int from = random.nextInt(text.length() + 1);
        int c = random.nextInt(SOUP.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + SOUP.charAt(c) + text.substring(at);
            case 2 -> text.substring(0, at) + SOUP.charAt(c) + text.substring(end);
            default -> text.substring(0, at) + text.substring(from, Math.min(text.length(), from + 12))
                    + text.substring(at);
        };
    }

    private static void parsesOrPointsInto(String text, Map<String, Object> message, long seed) {
        try {
            Selector.parse(text).matches(message::get);
        } catch (SelectorSyntaxException e) {
            assertThat(e.position()).as("seed %d: %s", seed, text).isBetween(0, text.length());
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }
}
