// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import io.smallrye.config.SecretKeysHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads {@code ${file::<path>}}: the text of a file, without the line's end that editors add. */
final class FileContents implements SecretKeysHandler {

    @Override
    public String getName() {
        return "file";
    }

    @Override
    public String decode(String path) {
        try {
            return Files.readString(Path.of(path)).stripTrailing();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the file '" + path + "' cannot be read", e);
        }
    }
}
