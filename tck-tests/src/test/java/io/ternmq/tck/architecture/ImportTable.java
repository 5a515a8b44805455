// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The import table as data. Rooms are named relative to the root package; the format is explained at the head of the
 * file. Immutable once parsed; a line that cannot be read or that names an unknown room is an error, so that a typing
 * mistake never opens a door.
 */
final class ImportTable {
    private static final String EVERY_ROOM = "*";
    private static final String NOTHING = "-";
    private static final String AND_BELOW = "..";
    private static final Set<String> SECTIONS = Set.of("outside", "groups", "imports", "libraries", "privileges");

    private final String root;
    private final Set<String> outside = new TreeSet<>();
    private final Map<String, List<String>> groups = new LinkedHashMap<>();
    private final Map<String, List<String>> imports = new LinkedHashMap<>();
    private final Map<String, List<String>> libraries = new LinkedHashMap<>();
    private final Map<String, List<String>> privileges = new LinkedHashMap<>();

    private ImportTable(String root) {
        this.root = root;
    }

    static ImportTable parse(String root, List<String> lines) {
        ImportTable table = new ImportTable(root);
        String section = "";
        for (String raw : lines) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
                require(SECTIONS.contains(section), "unknown section", line);
            } else {
                table.take(section, line);
            }
        }
        table.checkNames();
        return table;
    }

    private void take(String section, String line) {
        if (section.equals("outside")) {
            outside.add(line);
            return;
        }
        String[] sides = line.split("->", -1);
        require(sides.length == 2, "expected 'left -> right, right'", line);
        String left = sides[0].strip();
        List<String> right = List.of(sides[1].strip().split("\\s*,\\s*", -1));
        require(!left.isEmpty() && !right.contains(""), "empty name", line);
        Map<String, List<String>> target = switch (section) {
            case "groups" -> groups;
            case "imports" -> imports;
            case "libraries" -> libraries;
            case "privileges" -> privileges;
            default -> throw new IllegalArgumentException("a line outside of every section: " + line);
        };
        require(target.put(left, right) == null, "a second line for the same name", line);
    }

    private void checkNames() {
        List<String> used = new ArrayList<>();
        for (var lines : List.of(groups, imports, libraries, privileges)) {
            lines.values().forEach(used::addAll);
        }
        for (String name : used) {
            require(!expand(name).isEmpty() || name.equals(NOTHING), "unknown room or group", name);
        }
    }

    /** Every room of the table, in its order. */
    Set<String> rooms() {
        return imports.keySet();
    }

    /** Whether the table has nothing to say about this package. */
    boolean isOutside(String packageName) {
        String room = roomOf(packageName);
        return outside.stream().anyMatch(pattern -> covers(pattern, room));
    }

    boolean isBelowRoot(String packageName) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    /** The package's name relative to the root, whether or not the table knows it. */
    String roomOf(String packageName) {
        return packageName.equals(root) ? "" : packageName.substring(root.length() + 1);
    }

    Set<String> importsOf(String room) {
        return expand(imports.getOrDefault(room, List.of()));
    }

    boolean seesEverything(String room) {
        return imports.getOrDefault(room, List.of()).contains(EVERY_ROOM);
    }

    boolean mayImportLibrary(String room, String library) {
        return expand(libraries.getOrDefault(library, List.of())).contains(room);
    }

    boolean holdsPrivilege(String room, String privilege) {
        List<String> holders = privileges.get(privilege);
        require(holders != null, "no such privilege in the table", privilege);
        return expand(holders).contains(room);
    }

    private Set<String> expand(List<String> names) {
        return names.stream().flatMap(name -> expand(name).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> expand(String name) {
        if (name.equals(EVERY_ROOM)) {
            return rooms();
        }
        if (name.startsWith("@")) {
            return expand(groups.getOrDefault(name, List.of()));
        }
        return rooms().stream().filter(room -> covers(name, room)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean covers(String pattern, String room) {
        if (!pattern.endsWith(AND_BELOW)) {
            return pattern.equals(room);
        }
        String top = pattern.substring(0, pattern.length() - AND_BELOW.length());
        return room.equals(top) || room.startsWith(top + ".");
    }

    private static void require(boolean condition, String complaint, String where) {
        if (!condition) {
            throw new IllegalArgumentException("import table: " + complaint + ": " + where);
        }
    }
}
