// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line from the victim.
 *
 * @param verb  what it is about
 * @param words what follows
 */
record Line(Verb verb, List<String> words) {

    /** Reads a line; null when it is none of ours, such as a line of a thread dump. */
    static @Nullable Line parse(String text) {
        List<String> parts = Arrays.asList(text.split(" ", -1));
        for (Verb verb : Verb.values()) {
            if (verb.name().equals(parts.get(0))) {
                return new Line(verb, parts.subList(1, parts.size()));
            }
        }
        return null;
    }

    String word(int index) {
        return words.get(index);
    }

    int number(int index) {
        return Integer.parseInt(words.get(index));
    }

    MessageId message(int index) {
        return MessageId.parse(words.get(index));
    }

    /** All words as one text. */
    String text() {
        return String.join(" ", words);
    }
}
