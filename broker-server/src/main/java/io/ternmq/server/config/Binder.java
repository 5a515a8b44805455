// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records out of the texts. It knows no record by name: keys and types are the components', defaults the
 * records' own, ranges what their constructors accept. It goes on after an error, so that one reading finds all.
 */
final class Binder {

    /** Takes the place of what could not be made, and has been reported. */
    private static final Object UNSOUND = new Object();

    private final Sources sources;
    private final Findings findings;

    Binder(Sources sources, Findings findings) {
        this.sources = sources;
        this.findings = findings;
    }

    /** Makes the root; empty when something was wrong. */
    <T> Optional<T> bind(Class<T> type) {
        Object made = section(Shape.section(type), "", Maker.defaultOf(type).orElse(null));
        return type.isInstance(made) ? Optional.of(type.cast(made)) : Optional.empty();
    }

    /** Makes what stands at a path, or takes the fallback when nothing does. */
    private @Nullable Object value(Shape shape, String path, @Nullable Object fallback) {
        if (!(shape instanceof Shape.Leaf) && !(shape instanceof Shape.Series) && sources.isOneValue(path)) {
            findings.add(sources.origin(path), path + " is a section with keys" + keysOf(shape) + " and not one value");
            return UNSOUND;
        }
        if (!sources.isPresent(shape, path)) {
            return fallback;
        }
        if (shape instanceof Shape.Leaf leaf) {
            return leaf(leaf, path, fallback);
        }
        if (shape instanceof Shape.Series series) {
            return series(series, path);
        }
        if (shape instanceof Shape.Table table) {
            return table(table, path);
        }
        return section((Shape.Section) shape, path, fallback == null ? defaultOf(shape) : fallback);
    }

    private static String keysOf(Shape shape) {
        return shape instanceof Shape.Section section ? ' ' + String.join(", ", section.keys().keySet()) : "";
    }

    private static @Nullable Object defaultOf(Shape shape) {
        return shape instanceof Shape.Section section ? Maker.defaultOf(section.type()).orElse(null) : null;
    }

    private @Nullable Object leaf(Shape.Leaf leaf, String path, @Nullable Object fallback) {
        Optional<String> text = sources.text(path);
        return text.isPresent() ? converted(leaf.type(), path, text.get()) : fallback;
    }

    private Object converted(Class<?> type, String path, String text) {
        try {
            return Conversion.convert(type, text);
        } catch (IllegalArgumentException e) {
            String shown = Names.isSecret(path) ? "" : ", but is '" + text + "'";
            findings.add(sources.origin(path), path + " " + e.getMessage() + shown);
            return UNSOUND;
        }
    }

    private Object series(Shape.Series series, String path) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (sources.isPresent(series.element(), Names.element(path, 0))) {
            for (int i = 0; sources.isPresent(series.element(), Names.element(path, i)); i++) {
                elements.add(value(series.element(), Names.element(path, i), defaultOf(series.element())));
            }
        } else if (series.element() instanceof Shape.Leaf leaf) {
            String text = sources.text(path).orElse("");
            Conversion.elements(text).forEach(each -> elements.add(converted(leaf.type(), path, each)));
        } else {
            findings.add(sources.origin(path), path + " is a list, whose elements begin with '- '");
            return UNSOUND;
        }
        if (elements.contains(UNSOUND)) {
            return UNSOUND;
        }
        return series.isSet() ? Collections.unmodifiableSet(new LinkedHashSet<>(elements)) : List.copyOf(elements);
    }

    private Object table(Shape.Table table, String path) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name : sources.namesBelow(path)) {
            entries.put(name, value(table.element(), Names.below(path, name), defaultOf(table.element())));
        }
        return entries.containsValue(UNSOUND) ? UNSOUND : entries;
    }

    private Object section(Shape.Section section, String path, @Nullable Object base) {
        List<Shape.Member> members = section.members();
        @Nullable Object[] values = new Object[members.size()];
        boolean isSound = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = member(members.get(i), path, base);
            isSound &= values[i] != UNSOUND;
        }
        return isSound ? made(section, path, base, values) : UNSOUND;
    }

    private @Nullable Object member(Shape.Member member, String path, @Nullable Object base) {
        String below = member.pathBelow(path);
        boolean isNeeded = base == null ? isWithoutDefault(member.shape()) : member.isRequired();
        if (isNeeded && !sources.isPresent(member.shape(), below)) {
            findings.add(sources.origin(path), below + " is missing");
            return UNSOUND;
        }
        Object fallback = base == null ? emptyOf(member.shape()) : Maker.value(member.component(), base);
        return value(member.shape(), below, fallback);
    }

    private static boolean isWithoutDefault(Shape shape) {
        return emptyOf(shape) == null;
    }

    private static @Nullable Object emptyOf(Shape shape) {
        if (shape instanceof Shape.Series series) {
            return series.isSet() ? Set.of() : List.of();
        }
        return shape instanceof Shape.Table ? Map.of() : defaultOf(shape);
    }

    private Object made(Shape.Section section, String path, @Nullable Object base, @Nullable Object[] values) {
        try {
            return Maker.make(section.type(), values);
        } catch (IllegalArgumentException e) {
            new Blame(section, values, base).culprits(e).forEach((index, sentence) -> {
                String key = index < 0 ? path : section.members().get(index).pathBelow(path);
                findings.add(sources.origin(key), Blame.sentence(section, index, key, sentence));
            });
            return UNSOUND;
        }
    }
}
