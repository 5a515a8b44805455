// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * Where a broker keeps what has to survive it. The text form, for connection URIs and the system property {@code
 * ternmq.store}, is one of
 * <ul>
 * <li>{@code memory}: survives the broker, but not its Java virtual machine;
 * <li>{@code file:<directory>}: log files in a directory of the broker's own;
 * <li>{@code derby:<directory>}: an embedded Apache Derby database in a directory of the broker's own;
 * <li>{@code jdbc:<url>}: a database that runs already, by the URL of its driver.
 * </ul> In it, {@code {name}} stands for the broker's name. The two that name a database may end with {@code
 * #<prefix>}: what the names of the tables begin with, so that several brokers share a database. What nobody chooses
 * is {@value #DEFAULT}.
 */
public sealed interface StorePolicy permits MemoryStorePolicy, FileStorePolicy, JdbcStorePolicy {

    /** The text form of the default: a directory below the working directory. */
    String DEFAULT = "file:ternmq-data/{name}";

    /**
     * Keeps messages in memory.
     *
     * @return the policy
     */
    static StorePolicy memory() {
        return new MemoryStorePolicy();
    }

    /**
     * Keeps messages in log files.
     *
     * @param directory a directory of the broker's own; made when it does not exist
     * @return the policy with every other default
     */
    static FileStorePolicy file(Path directory) {
        return new FileStorePolicy(directory);
    }

    /**
     * Keeps messages in a database that the URL of a driver names; the driver must be on the class path.
     *
     * @param url a JDBC URL of Apache Derby or PostgreSQL
     * @return the policy with every other default
     */
    static JdbcStorePolicy jdbc(String url) {
        return new JdbcStorePolicy(url);
    }

    /**
     * Keeps messages in a database that the program reaches already.
     *
     * @param source gives connections; at least two at a time; of Apache Derby or PostgreSQL
     * @return the policy with every other default
     */
    static JdbcStorePolicy dataSource(DataSource source) {
        return new JdbcStorePolicy(source);
    }

    /**
     * Reads the text form.
     *
     * @param text   the text
     * @param broker name of the broker
     * @return the policy with every other default
     * @throws IllegalArgumentException when the text has none of the known forms
     */
    static StorePolicy parse(String text, String broker) {
        String plain = text.replace("{name}", fileName(broker));
        if (plain.equals("memory")) {
            return memory();
        }
        if (isLongerThan("file:", plain)) {
            return file(Path.of(plain.substring("file:".length())));
        }
        if (isLongerThan("derby:", plain) || isLongerThan("jdbc:", plain)) {
            return database(plain);
        }
        throw new IllegalArgumentException("A store is memory, file:<directory>, derby:<directory> or jdbc:<url>, not "
                + (plain.contains("password") ? "what was given" : "'" + plain + "'"));
    }

    private static boolean isLongerThan(String beginning, String text) {
        return text.startsWith(beginning) && text.length() > beginning.length();
    }

    private static JdbcStorePolicy database(String text) {
        int hash = text.lastIndexOf('#');
        String plain = hash < 0 ? text : text.substring(0, hash);
        boolean isDerby = plain.startsWith("derby:");
        JdbcStorePolicy policy = jdbc(isDerby ? "jdbc:" + plain + ";create=true" : plain);
        return hash < 0 ? policy : policy.withTablePrefix(text.substring(hash + 1));
    }

    /** A name that is one level of a path, whatever the broker is called. */
    private static String fileName(String broker) {
        StringBuilder name = new StringBuilder();
        for (byte unit : broker.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = Character.isLetterOrDigit((char) unit) || unit == '-' || unit == '_'
                    || (unit == '.' && name.length() > 0);
            if (plain && unit > 0) {
                name.append((char) unit);
            } else {
                name.append('%').append(String.format("%02X", unit));
            }
        }
        return name.toString();
    }
}
