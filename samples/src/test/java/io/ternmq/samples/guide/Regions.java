// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.guide;

import java.io.IOException;
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
 * The marked parts of the samples' sources, by {@code Class#name}. A region begins behind a line {@code // tag::name[]}
 * and ends before {@code // end::name[]}; it is shown without the margin that all of its lines share.
 */
final class Regions {

    private static final Pattern MARK = Pattern.compile("\\s*// (tag|end)::([A-Za-z0-9-]+)\\[]");

    private final Map<String, String> byName = new TreeMap<>();

    private Regions() {}

    /** Reads all sources below some folders. */
    static Regions below(Path... folders) throws IOException {
        Regions regions = new Regions();
        for (Path folder : folders) {
            regions.readAll(folder);
        }
        return regions;
    }

    private void readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                read(type, Files.readAllLines(file));
            }
        }
    }

    /** Reads the regions of one class. */
    static Regions of(String type, List<String> lines) {
        Regions regions = new Regions();
        regions.read(type, lines);
        return regions;
    }

    private void read(String type, List<String> lines) {
        String open = "";
        List<String> region = new ArrayList<>();
        for (String line : lines) {
            Matcher mark = MARK.matcher(line);
            if (!mark.matches()) {
                region.add(line);
            } else if ("tag".equals(mark.group(1)) && open.isEmpty()) {
                open = mark.group(2);
                region.clear();
            } else if ("end".equals(mark.group(1)) && open.equals(mark.group(2))) {
                put(type + "#" + open, withoutMargin(region));
                open = "";
            } else {
                throw new IllegalArgumentException(type + ": '" + line.strip() + "' does not belong here");
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException(type + ": region '" + open + "' does not end");
        }
    }

    private void put(String name, String region) {
        if (byName.put(name, region) != null) {
            throw new IllegalArgumentException("There are two regions " + name);
        }
    }

    private static String withoutMargin(List<String> lines) {
        int margin = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line.isBlank() ? "" : line.substring(margin)).append('\n');
        }
        return text.toString();
    }

    /** All regions, by name. */
    Map<String, String> all() {
        return byName;
    }
}
