// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database of Derby in this process, by its URL. Callable from any thread.
 *
 * @param url without attributes
 */
record EmbeddedDerby(String url) {

    private static final String EMBEDDED = "jdbc:derby:";
    private static final String SERVER = "jdbc:derby://";
    private static final String IN_DIRECTORY = "directory:";
    private static final List<String> IN_NO_DIRECTORY = List.of("memory:", "classpath:", "jar:");
    private static final String NO_SUCH_DATABASE = "XJ004";

    /** Without attributes. */
    static String urlOf(Path directory) {
        return EMBEDDED + directory.toAbsolutePath();
    }

    /** The database that a URL is about; null when that is another one's, or behind a server. */
    static @Nullable EmbeddedDerby of(String url) {
        if (!url.startsWith(EMBEDDED) || url.startsWith(SERVER)) {
            return null;
        }
        int attributes = url.indexOf(';');
        return new EmbeddedDerby(attributes < 0 ? url : url.substring(0, attributes));
    }

    /**
     * Makes sure that there can be a directory where the database is, or is to be. Derby does not: where its path leads
     * through a file, it leaves a directory {@code null} in the working directory and says that there is no database.
     */
    void requirePlace() throws SQLException {
        Path directory = directory();
        Path nearest = directory;
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest != null && !Files.isDirectory(nearest)) {
            throw new SQLException(
                    "The database cannot be in " + directory + ", since " + nearest + " is no directory",
                    NO_SUCH_DATABASE);
        }
    }

    /** Null when it is in none, or Derby may know where. */
    private @Nullable Path directory() {
        String name = url.substring(EMBEDDED.length());
        if (name.isEmpty() || IN_NO_DIRECTORY.stream().anyMatch(name::startsWith)) {
            return null;
        }
        try {
            String path = name.startsWith(IN_DIRECTORY) ? name.substring(IN_DIRECTORY.length()) : name;
            return Path.of(System.getProperty("derby.system.home", "")).resolve(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
