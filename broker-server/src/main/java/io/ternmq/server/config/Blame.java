// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which components a record has refused, by offering it its defaults with one of them at a time: a record
 * names only the first that it does not like, and a person wants to hear of all.
 */
final class Blame {

    private final Shape.Section section;
    private final @Nullable Object[] values;
    private final @Nullable Object base;

    Blame(Shape.Section section, @Nullable Object[] values, @Nullable Object base) {
        this.section = section;
        this.values = values;
        this.base = base;
    }

    /**
     * The refused components.
     *
     * @return sentences of the record by the component's index; by -1 when it is no single one's fault
     */
    Map<Integer, String> culprits(IllegalArgumentException refusal) {
        Map<Integer, String> culprits = new LinkedHashMap<>();
        if (base != null) {
            @Nullable Object[] defaults = Maker.values(section.type(), base);
            List<Integer> suspects = suspects(defaults);
            @Nullable Object[] others = values.clone();
            suspects.forEach(suspect -> others[suspect] = defaults[suspect]);
            for (int suspect : suspects) {
                refusal(others, suspect).ifPresent(sentence -> culprits.put(suspect, sentence));
            }
        }
        if (culprits.isEmpty()) {
            culprits.put(-1, String.valueOf(refusal.getMessage()));
        }
        return culprits;
    }

    /** Those that the record refuses even among nothing but defaults. */
    private List<Integer> suspects(@Nullable Object[] defaults) {
        return IntStream.range(0, values.length)
                .filter(i -> !Objects.equals(values[i], defaults[i]) && refusal(defaults, i).isPresent())
                .boxed()
                .toList();
    }

    private Optional<String> refusal(@Nullable Object[] among, int index) {
        @Nullable Object[] offered = Arrays.copyOf(among, among.length);
        offered[index] = values[index];
        try {
            Object unused = Maker.make(section.type(), offered);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** A record's sentence with the key as it is written in the file. */
    static String sentence(Shape.Section section, int index, String key, String said) {
        if (index >= 0 && said.matches("[A-Za-z-]+ must .*")) {
            return key + said.substring(said.indexOf(' '));
        }
        String names = said;
        for (Shape.Member member : section.members()) {
            names = names.replaceAll("\\b" + member.component().getName() + "\\b", member.key());
        }
        return key.isEmpty() || names.startsWith(key) ? names : key + ": " + names;
    }
}
