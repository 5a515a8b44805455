// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A generated page on the disk.
 *
 * @param path where it is
 */
record PageFile(Path path) {

    void write(String page) throws IOException {
        Files.writeString(path, page);
    }

    /** The first line in which the file differs and how to mend it; none if it is the same, whatever ends its lines. */
    List<String> differencesFrom(String page) throws IOException {
        if (Files.notExists(path)) {
            return List.of("there is no " + path + "; write it with: " + ConformancePage.COMMAND);
        }
        List<String> written = Files.readAllLines(path);
        List<String> wanted = page.lines().toList();
        if (written.equals(wanted)) {
            return List.of();
        }
        int line = 0;
        while (line < Math.min(written.size(), wanted.size()) && written.get(line).equals(wanted.get(line))) {
            line++;
        }
        return List.of(path + " differs from what is generated, from line " + (line + 1) + " on; write it again with: "
                + ConformancePage.COMMAND);
    }
}
