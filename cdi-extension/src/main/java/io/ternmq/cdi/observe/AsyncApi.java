// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.Declaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Describes a program's channels as AsyncAPI 3.0.0. The same declarations make the same text, in whichever order
 * they come.
 *
 * @param title   of the program
 * @param version of the program
 * @param urls    where its brokers are, as connection factories have them; credentials and options are left out
 */
public record AsyncApi(String title, String version, List<String> urls) {

    /** Keeps a copy. */
    public AsyncApi {
        urls = List.copyOf(urls);
    }

    /**
     * The document.
     *
     * @param declarations what the program sends and receives
     * @return JSON, indented
     * @throws ProviderException with {@code INVALID_SETTING} when Jakarta JSON Processing is not on the class path
     */
    public String describe(List<Declaration> declarations) {
        if (!Presence.has("jakarta.json.Json")) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "asyncapi.json is written by Jakarta JSON Processing, which is not on the class path: add"
                            + " jakarta.json:jakarta.json-api and an implementation, such as Eclipse Parsson");
        }
        return new AsyncApiDocument(this, declarations).text();
    }

    /**
     * Writes the document into a file.
     *
     * @param declarations what the program sends and receives
     * @param file         replaced when it is there; its directory is made when it is not
     * @throws ProviderException with {@code INVALID_SETTING} when it cannot be written
     */
    public void write(List<Declaration> declarations, Path file) {
        String text = describe(declarations);
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "asyncapi.json cannot be written to " + file + ": " + e + "; change ternmq.asyncapi.file",
                    e);
        }
    }
}
