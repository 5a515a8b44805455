// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for keys that do not exist and for values where keys should be, and says what was probably meant. */
final class KeyCheck {

    private final Shape.Section root;
    private final Findings findings;
    private final Set<String> told = new HashSet<>();

    KeyCheck(Shape.Section root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    /** Checks one path; what has been said of a path above it is not said again. */
    void check(String path, Origin origin) {
        Shape shape = root;
        String walked = "";
        for (String step : Names.steps(path)) {
            String next = Names.isIndex(step) ? walked + step : Names.below(walked, step);
            Optional<Shape> below = below(shape, step);
            if (below.isEmpty()) {
                if (told.add(next)) {
                    findings.add(origin, sentence(shape, walked, step));
                }
                return;
            }
            shape = below.get();
            walked = next;
        }
    }

    private static Optional<Shape> below(Shape shape, String step) {
        boolean isIndex = Names.isIndex(step);
        if (shape instanceof Shape.Section section) {
            return isIndex ? Optional.empty() : section.find(step).map(Shape.Member::shape);
        }
        if (shape instanceof Shape.Table table) {
            return isIndex ? Optional.empty() : Optional.of(table.element());
        }
        return shape instanceof Shape.Series series && isIndex ? Optional.of(series.element()) : Optional.empty();
    }

    private String sentence(Shape shape, String walked, String step) {
        String place = walked.isEmpty() ? "the file" : walked;
        if (shape instanceof Shape.Series) {
            return place + " is a list, whose elements begin with '- '; it has no key '" + step + "'";
        }
        if (shape instanceof Shape.Section section && !Names.isIndex(step)) {
            String key = "there is no key '" + Names.below(walked, step) + "'; ";
            return key + suggestion(section, walked, step);
        }
        if (shape instanceof Shape.Leaf) {
            return place + (Names.isIndex(step) ? " is one value and no list"
                    : " is one value; it has no key '" + step + "'");
        }
        return place + " has keys and is no list";
    }

    private String suggestion(Shape.Section section, String walked, String step) {
        Set<String> keys = section.keys().keySet();
        Optional<String> near = Suggestions.nearest(step, keys);
        if (near.isPresent()) {
            return "did you mean '" + Names.below(walked, near.get()) + "'?";
        }
        String plain = Shape.kebab(step).replace('_', '-');
        List<String> elsewhere = new ArrayList<>();
        collect(root, "", plain, elsewhere);
        if (!elsewhere.isEmpty()) {
            return "did you mean "
                    + elsewhere.stream().map(path -> "'" + path + "'").collect(Collectors.joining(" or ")) + "?";
        }
        String place = walked.isEmpty() ? "the keys here are " : "the keys of " + walked + " are ";
        return place + String.join(", ", keys);
    }

    private static void collect(Shape shape, String path, String key, List<String> found) {
        if (shape instanceof Shape.Section section) {
            section.keys().forEach((name, member) -> {
                String below = Names.below(path, name);
                if (name.equals(key)) {
                    found.add(below);
                }
                collect(member.shape(), below, key, found);
            });
        } else if (shape instanceof Shape.Series series) {
            collect(series.element(), path + "[0]", key, found);
        } else if (shape instanceof Shape.Table table) {
            collect(table.element(), path + ".<name>", key, found);
        }
    }
}
