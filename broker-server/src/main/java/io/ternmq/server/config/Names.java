// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths in the file, as {@code destinations."orders.#".limits.max-messages} or {@code acceptors[0].port}. */
final class Names {

    private static final Pattern STEP = Pattern.compile("\\G(?:\\.?\"([^\"]*)\"|\\[(\\d+)]|\\.?([^.\\[\"]+))");

    private Names() {}

    /** A name of the user's as a step of a path: in quotes when it has a dot. */
    static String step(String name) {
        return name.contains(".") ? '"' + name + '"' : name;
    }

    /** One step down. */
    static String below(String parent, String name) {
        return parent.isEmpty() ? step(name) : parent + '.' + step(name);
    }

    /** One step into a list. */
    static String element(String parent, int index) {
        return parent + '[' + index + ']';
    }

    /** The steps of a path: names without quotes, and places in lists with their brackets. */
    static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (matcher.find()) {
            String quoted = matcher.group(1);
            String index = matcher.group(2);
            String plain = matcher.group(3);
            steps.add(quoted != null ? quoted : index != null ? '[' + index + ']' : plain);
            end = matcher.end();
        }
        if (end < path.length()) {
            steps.add(path.substring(end));
        }
        return steps;
    }

    /** Whether a step is a place in a list. */
    static boolean isIndex(String step) {
        return step.startsWith("[") && step.endsWith("]");
    }

    /** The environment variable that overrides a key. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }

    /** Whether the value of a key must not be shown. */
    static boolean isSecret(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.contains("password") || name.contains("secret");
    }
}
