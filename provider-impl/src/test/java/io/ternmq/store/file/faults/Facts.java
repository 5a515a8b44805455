// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What the owner of the simulated log writes into it: {@code +7:…} adds an item, {@code -7} drops it, {@code =7@99} in
 * an image says where its record is, anything else is noise.
 */
final class Facts {

    private static final int[] SIZES = {50, 2_000, 20_000, 200_000, 1_300_000};
    private static final int[] PERCENT = {45, 85, 97, 99, 100};

    private Facts() {}

    static String drop(long item) {
        return "-" + item;
    }

    static String kept(long item, long ref) {
        return "=" + item + "@" + ref;
    }

    static String add(long item, RandomGenerator random, int mostBytes) {
        return "+" + item + ":" + text(random, size(random, mostBytes));
    }

    static String noise(RandomGenerator random, int mostBytes) {
        return "." + text(random, size(random, mostBytes) - 1);
    }

    private static int size(RandomGenerator random, int mostBytes) {
        int percent = random.nextInt(100);
        int kind = 0;
        while (percent >= PERCENT[kind]) {
            kind++;
        }
        return Math.min(mostBytes, 1 + random.nextInt(SIZES[kind]));
    }

    /** Much of it is alike or zero, so that a lost or stale sector may look nearly right. */
    private static String text(RandomGenerator random, int length) {
        char[] text = new char[length];
        int kind = random.nextInt(4);
        Arrays.fill(text, kind == 0 ? '\0' : 'x');
        int different = kind == 3 ? length : random.nextInt(3);
        for (int i = 0; i < different && length > 0; i++) {
            text[kind == 3 ? i : random.nextInt(length)] = (char) random.nextInt(256);
        }
        return new String(text);
    }

    /** Changes what there is, by item with its reference, according to a fact. */
    static void apply(String fact, long ref, Map<Long, Long> items) {
        switch (fact.charAt(0)) {
            case '+' -> items.put(item(fact, ':'), ref);
            case '-' -> items.remove(Long.valueOf(fact.substring(1)));
            case '=' -> items.put(item(fact, '@'), Long.valueOf(fact.substring(fact.indexOf('@') + 1)));
            default -> {
                // noise
            }
        }
    }

    private static long item(String fact, char end) {
        return Long.parseLong(fact.substring(1, fact.indexOf(end)));
    }

    static SortedMap<Long, Long> itemsOf(Iterable<String> image) {
        SortedMap<Long, Long> items = new TreeMap<>();
        image.forEach(line -> apply(line, 0, items));
        return items;
    }

    static String brief(String fact) {
        return fact.length() <= 30 ? fact : fact.substring(0, 20) + "… of " + fact.length();
    }
}
