// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where a broker inside a server keeps its files when nobody says: with the files of the server. */
public final class DataDirectory {

    /** System properties by which servers say where their own files are, and where in there ours go. */
    private static final List<List<String>> SERVERS = List.of(
            List.of("jboss.server.data.dir", "ternmq"),
            List.of("server.output.dir", "ternmq-data"),
            List.of("com.sun.aas.instanceRoot", "ternmq-data"));

    private DataDirectory() {}

    /**
     * The directory under which each broker has one of its own.
     *
     * @param given  what the adapter was told, or null
     * @param system the system properties
     * @return the directory, which need not exist
     */
    public static Path of(@Nullable String given, Properties system) {
        if (given != null && !given.isBlank()) {
            return Path.of(given.strip());
        }
        for (List<String> server : SERVERS) {
            String place = system.getProperty(server.get(0));
            if (place != null && !place.isBlank()) {
                return Path.of(place).resolve(server.get(1));
            }
        }
        return Path.of("ternmq-data");
    }
}
