// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads one kind of file. */
@FunctionalInterface
public interface FileReader {

    /**
     * Reads all values.
     *
     * @param in the file; closed by the caller
     * @return values by key, sections joined by dots
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is not written as it should be; says where, and shows no value
     */
    Map<String, String> read(InputStream in) throws IOException;
}
