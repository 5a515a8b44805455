// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects as lines of text. */
final class Table {

    private static final String GAP = "  ";

    private Table() {}

    /** A table with a head: a line for each object, a column for each member; numbers stand at the right. */
    static List<String> of(List<JsonObject> objects, List<String> members) {
        List<StringBuilder> lines = new ArrayList<>();
        for (int at = 0; at <= objects.size(); at++) {
            lines.add(new StringBuilder());
        }
        for (String member : members) {
            append(lines, objects, member);
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private static void append(List<StringBuilder> lines, List<JsonObject> objects, String member) {
        List<String> cells = new ArrayList<>(List.of(Cells.head(member)));
        objects.forEach(object -> cells.add(Cells.text(member, object.get(member))));
        int width = cells.stream().mapToInt(String::length).max().orElse(0);
        boolean isNumber = objects.stream().anyMatch(object -> object.get(member) instanceof JsonNumber);
        for (int at = 0; at < cells.size(); at++) {
            StringBuilder line = lines.get(at);
            String blank = " ".repeat(width - cells.get(at).length());
            line.append(line.isEmpty() ? "" : GAP)
                    .append(isNumber ? blank + cells.get(at) : cells.get(at) + blank);
        }
    }

    /** One object: a line for each member; those of objects within it follow with a dot. */
    static List<String> of(JsonObject object) {
        List<String[]> rows = new ArrayList<>();
        flatten("", object, rows);
        int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        return rows.stream().map(row -> row[0] + " ".repeat(width - row[0].length()) + GAP + row[1]).toList();
    }

    private static void flatten(String prefix, JsonObject object, List<String[]> rows) {
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            if (member.getValue() instanceof JsonObject inner && !inner.isEmpty()) {
                flatten(prefix + member.getKey() + '.', inner, rows);
            } else {
                String name = prefix + member.getKey();
                rows.add(new String[] {name, Cells.text(member.getKey(), member.getValue())});
            }
        }
    }
}
