// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.FileStorePolicy;
import io.ternmq.api.policy.JdbcStorePolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.store.file.RealDisk;
import io.ternmq.store.file.StoreInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The store that an operator names: a directory, or the text form of a {@link StorePolicy}. Immutable. */
final class StoreAddress {

    /** The broker's name in a text form, and how the tools call themselves as an owner. */
    static final String OWNER = "tern-store";

    private static final String CREATING = ";create=true";

    private final String text;
    private final StorePolicy policy;

    private StoreAddress(String text, StorePolicy policy) {
        this.text = text;
        this.policy = policy;
    }

    /**
     * Reads what the operator wrote.
     *
     * @throws UsageException when it is neither a directory nor a text form
     */
    static StoreAddress parse(String text) {
        if (text.equals("memory")) {
            throw new UsageException("A store in memory ends with its process; there is nothing to look at");
        }
        if (text.isBlank()) {
            throw new UsageException("The name of the store is empty");
        }
        boolean isForm = text.startsWith("file:") || text.startsWith("derby:") || text.startsWith("jdbc:");
        try {
            return new StoreAddress(text, isForm ? StorePolicy.parse(text, OWNER) : StorePolicy.file(Path.of(text)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /** A directory of log files. */
    static StoreAddress of(FileStorePolicy files) {
        return new StoreAddress(files.directory().toString(), files);
    }

    /** The directory of log files, or null for a database. */
    @Nullable Path directory() {
        return policy instanceof FileStorePolicy files ? files.directory() : null;
    }

    /** As it is, to be made where there is none. */
    StorePolicy policy() {
        return policy;
    }

    /** For a store that is there; what is missing is not made. */
    StorePolicy existing() {
        if (policy instanceof JdbcStorePolicy tables && text.startsWith("derby:")) {
            String url = String.valueOf(tables.url());
            String plain = url.endsWith(CREATING) ? url.substring(0, url.length() - CREATING.length()) : url;
            return new JdbcStorePolicy(plain).withTablePrefix(tables.tablePrefix());
        }
        return policy;
    }

    /**
     * Opens the directory for reading; it need not be whole, and a broker may have it open.
     *
     * @throws ProviderException with {@code STORE_FAILED} when there is no store in it
     */
    static StoreInspector inspect(Path directory) throws IOException {
        requireDirectory(directory);
        return StoreInspector.open(RealDisk.at(directory));
    }

    /** Opening a directory would make it. */
    static void requireDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ProviderException(
                    ErrorCode.STORE_FAILED, "There is no directory " + directory.toAbsolutePath());
        }
    }

    /** Without what may be secret in a URL. */
    @Override
    public String toString() {
        return text.replaceAll("(jdbc:[^?;#]*)[?;][^#]*", "$1");
    }
}
