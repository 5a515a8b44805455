// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The marked parts of files, by {@code path#name}. A region is what stands between the lines {@code region name} and
 * {@code endregion}, or {@code tag::name[]} and {@code end::name[]}, in comments of the file's language; its margin is
 * taken away.
 */
final class Quotes {

    private static final Pattern BEGIN =
            Pattern.compile("\\s*(?:#|//|<!--)\\s*(?:region ([\\w-]+)|tag::([\\w-]+)\\[])\\s*(?:-->)?");
    private static final Pattern END =
            Pattern.compile("\\s*(?:#|//|<!--)\\s*(?:endregion|end::[\\w-]+\\[])\\s*(?:-->)?");

    private final Map<String, String> byName = new TreeMap<>();

    /** Reads all files below a folder. */
    Quotes below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                read(path, Files.readString(file, StandardCharsets.UTF_8).lines().toList());
            }
        }
        return this;
    }

    /** Reads one file. */
    Quotes read(String path, List<String> lines) {
        String open = "";
        List<String> region = new ArrayList<>();
        for (String line : lines) {
            Matcher begin = BEGIN.matcher(line);
            boolean ends = END.matcher(line).matches();
            if (open.isEmpty() && begin.matches()) {
                open = path + '#' + (begin.group(1) == null ? begin.group(2) : begin.group(1));
                region.clear();
            } else if (!open.isEmpty() && ends) {
                put(open, region);
                open = "";
            } else if (ends || begin.matches()) {
                throw new IllegalArgumentException(path + ": '" + line.strip() + "' does not belong here");
            } else {
                region.add(line);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException(open + " does not end");
        }
        return this;
    }

    private void put(String name, List<String> lines) {
        int margin = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.isBlank() ? "" : line.substring(margin)).append('\n'));
        if (byName.put(name, text.toString()) != null) {
            throw new IllegalArgumentException("There are two regions " + name);
        }
    }

    /** All regions. */
    Map<String, String> all() {
        return byName;
    }
}
