// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which names there are: as programs see it, and as it is on the disk. Guarded by the monitor of its disk. */
final class Directory {

    /** A file gets another name than the one it has, if any; null when it loses it. */
    private record Renamed(long moment, Content content, @Nullable String to) {}

    private final TreeMap<String, Content> seen = new TreeMap<>();
    private final TreeMap<String, Content> stored = new TreeMap<>();
    private final List<Renamed> unforced = new ArrayList<>();
    private final Set<Content> nameless = new HashSet<>();

    Set<String> names() {
        return seen.keySet();
    }

    @Nullable Content find(String name) {
        return seen.get(name);
    }

    /** Gives a file another name; null for none. */
    void rename(long moment, Content content, @Nullable String to) {
        Renamed change = new Renamed(moment, content, to);
        Content replaced = apply(change, seen);
        if (replaced != null) {
            nameless.add(replaced);
        }
        unforced.add(change);
    }

    /** Returns what has no name any more. */
    private static @Nullable Content apply(Renamed change, Map<String, Content> names) {
        names.values().remove(change.content);
        return change.to == null ? change.content : names.put(change.to, change.content);
    }

    void force() {
        stored.clear();
        stored.putAll(seen);
        unforced.clear();
    }

    void crash(Survival survival) {
        unforced.stream()
                .filter(change -> survival.survives(change.moment))
                .forEach(change -> apply(change, stored)); // whatever has no name is gone
        unforced.clear();
        seen.clear();
        seen.putAll(stored);
        seen.values().forEach(content -> content.crash(survival));
        nameless.clear();
    }

    /** Whoever had files open is gone. */
    void dropCache() {
        seen.values().forEach(Content::dropCache);
        stored.values().stream().filter(content -> !seen.containsValue(content)).forEach(Content::dropCache);
        nameless.clear();
    }

    /** How much room is taken, also by what was deleted and is still open. */
    long usedBytes() {
        nameless.removeIf(content -> !content.isOpen());
        return seen.values().stream().mapToLong(Content::size).sum()
                + nameless.stream().mapToLong(Content::size).sum();
    }

    List<String> openFiles() {
        return seen.entrySet().stream()
                .filter(file -> file.getValue().isOpen())
                .map(Map.Entry::getKey)
                .toList();
    }
}
