// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The headings of the specification and the types of its API, as {@code sections.txt} lists them; the format is
 * explained at its head. Immutable once parsed; a line that cannot be read, a gap in the numbers or a second entry for
 * a type is an error, so that nothing is lost by a slip of the pen.
 */
final class Specification {
    private static final String BINDING = "binding";
    private static final String NOT_BINDING = "not";

    private final List<Heading> headings = new ArrayList<>();
    private final Map<String, String> interfaces = new TreeMap<>();

    private Specification() {}

    /** The list that belongs to this build. */
    static Specification read() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Specification.class.getResourceAsStream("sections.txt"), "sections.txt is not on the class path")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }

    static Specification parse(List<String> lines) {
        Specification specification = new Specification();
        String block = "";
        for (String raw : lines) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                block = line;
            } else {
                specification.take(block, line);
            }
        }
        return specification;
    }

    private void take(String block, String line) {
        List<String> fields = List.of(line.split("\\s*\\|\\s*", -1));
        switch (block) {
            case "[sections]" -> takeSection(fields, line);
            case "[interfaces]" -> takeInterface(fields, line);
            default -> throw new IllegalArgumentException("sections.txt: a line outside of every block: " + line);
        }
    }

    private void takeSection(List<String> fields, String line) {
        require(fields.size() == 5, "expected 'number | title | binding or not | deed | choice'", line);
        String binding = fields.get(2);
        require(binding.equals(BINDING) || binding.equals(NOT_BINDING), "neither 'binding' nor 'not'", line);
        require(!fields.get(1).isEmpty() && !fields.get(3).isEmpty(), "a title and a deed are needed", line);
        String number = fields.get(0);
        boolean follows = headings.isEmpty()
                ? number.equals("1")
                : headings.get(headings.size() - 1).isFollowedBy(number);
        require(follows, "a gap in the numbers, or numbers out of order", line);
        headings.add(new Heading(number, fields.get(1), binding.equals(BINDING), fields.get(3), fields.get(4)));
    }

    private void takeInterface(List<String> fields, String line) {
        require(fields.size() == 2 && !fields.contains(""), "expected 'interface | what TernMQ offers'", line);
        require(interfaces.put(fields.get(0), fields.get(1)) == null, "a second line for the same type", line);
    }

    /** In the order of the text. */
    List<Heading> headings() {
        return Collections.unmodifiableList(headings);
    }

    /** What TernMQ offers by the simple name of each type, in the order of the alphabet. */
    Map<String, String> interfaces() {
        return Collections.unmodifiableMap(interfaces);
    }

    /** Everything that a test may name. */
    Set<String> names() {
        Set<String> names = headings.stream().map(Heading::number).collect(Collectors.toSet());
        names.addAll(interfaces.keySet());
        return names;
    }

    private static void require(boolean condition, String complaint, String line) {
        if (!condition) {
            throw new IllegalArgumentException("sections.txt: " + complaint + ": " + line);
        }
    }
}
