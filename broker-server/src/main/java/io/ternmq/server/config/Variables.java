// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds environment variables that look as if they were settings and are none. They cannot be refused as keys are:
 * others may have reasons of their own to begin a name in the same way.
 */
final class Variables {

    private static final String PREFIX = "TERN_";
    /** What the launcher and the other commands understand. */
    private static final Set<String> OTHERS = Set.of(
            "TERN_BROKER", "TERN_CLASSPATH", "TERN_CONFIG", "TERN_HOME", "TERN_INSTALLATION", "TERN_JARS", "TERN_JAVA",
            "TERN_JAVA_OPTS", "TERN_PASSWORD", "TERN_USER");

    private Variables() {}

    /** Those of the names that begin as settings do and are no key of the section, in order. */
    static List<String> unknown(Shape.Section root, Collection<String> names) {
        List<String> patterns = new ArrayList<>();
        collect(root, PREFIX, patterns);
        Pattern known = Pattern.compile(String.join("|", patterns));
        return names.stream()
                .filter(name -> name.startsWith(PREFIX) && !OTHERS.contains(name))
                .filter(name -> !known.matcher(name).matches())
                .sorted()
                .toList();
    }

    private static void collect(Shape shape, String before, List<String> patterns) {
        if (shape instanceof Shape.Section section) {
            section.keys().forEach((key, member) -> {
                String separator = before.equals(PREFIX) ? "" : "_";
                collect(member.shape(), before + separator + Names.variable(key), patterns);
            });
        } else if (shape instanceof Shape.Series series) {
            patterns.add(before);
            collect(series.element(), before + "_\\d+_", patterns);
        } else if (shape instanceof Shape.Table table) {
            collect(table.element(), before + "_.+", patterns);
        } else {
            patterns.add(before);
        }
    }
}
