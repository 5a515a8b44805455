// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file with our keys, in the working directory and on the class path.
 *
 * @param name   of the file
 * @param reader of its kind
 */
record SettingsFile(String name, FileReader reader) {

    /** Up to two: that of the directory counts before that of the class path. */
    List<Source> find(Path directory, ClassLoader loader) {
        List<Source> found = new ArrayList<>();
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
            found.add(read(file.toAbsolutePath().toString(), () -> Files.newInputStream(file)));
        }
        InputStream resource = loader.getResourceAsStream(name);
        if (resource != null) {
            found.add(read(name + " of the class path", () -> resource));
        }
        return found;
    }

    private Source read(String place, Opening opening) {
        Map<String, String> values;
        try (InputStream in = opening.open()) {
            values = reader.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING, place + " cannot be read: " + e.getMessage(), e);
        }
        KnownKeys.require(values.keySet(), place);
        return Source.of(values);
    }

    /** Opens what is read. */
    private interface Opening {
        InputStream open() throws IOException;
    }
}
