// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import io.ternmq.samples.quake.Quake;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * What has to come out, found by a plain look at the reports: no topic, no selector. Every report of every round has a
 * number, counted from 0 in the order of publishing.
 */
final class Expectations {

    private final List<Quake> quakes;
    private final int repeat;
    private final Map<String, Quake> strongest = new TreeMap<>();

    Expectations(List<Quake> quakes, int repeat) {
        this.quakes = quakes;
        this.repeat = repeat;
        for (Quake quake : quakes) {
            strongest.merge(quake.network(), quake, BinaryOperator.maxBy(Quake.BY_STRENGTH));
        }
    }

    /** How many reports are published in all rounds. */
    int total() {
        return quakes.size() * repeat;
    }

    /** The report of a number. */
    Quake quake(int number) {
        return quakes.get(number % quakes.size());
    }

    /** The strongest report of each network, by the name of the network. */
    Map<String, Quake> strongest() {
        return strongest;
    }

    /** The networks with the strongest reports. */
    List<String> shakiestNetworks(int most) {
        return strongest.values().stream()
                .sorted(Quake.BY_STRENGTH.reversed())
                .limit(most)
                .map(Quake::network)
                .toList();
    }

    /** The numbers of all reports that fulfil a condition. */
    BitSet numbersOf(Predicate<Quake> condition) {
        BitSet numbers = new BitSet(total());
        for (int index = 0; index < quakes.size(); index++) {
            if (condition.test(quakes.get(index))) {
                for (int round = 0; round < repeat; round++) {
                    numbers.set(round * quakes.size() + index);
                }
            }
        }
        return numbers;
    }
}
